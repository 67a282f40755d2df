package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.event.CommitObserved;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges what was observed of one commit. A commit never changes, so observations can only be more
 * or less complete; should they contradict each other all the same, sets unite and the lesser value
 * stands, because that does not depend on which came first.
 */
final class CommitObservations {

  private CommitObservations() {}

  static CommitObserved merge(@Nullable CommitObserved known, CommitObserved observed) {
    if (known == null) {
      return observed;
    }
    return CommitObserved.newBuilder(known)
        .setParents(unite(known.getParents(), observed.getParents()))
        .setAuthoredAt(lesser(known.getAuthoredAt(), observed.getAuthoredAt()))
        .setCommittedAt(lesser(known.getCommittedAt(), observed.getCommittedAt()))
        .setAuthor(lesser(known.getAuthor(), observed.getAuthor()))
        .setCommitter(lesser(known.getCommitter(), observed.getCommitter()))
        .setChangedPaths(unite(known.getChangedPaths(), observed.getChangedPaths()))
        .setReverts(unite(known.getReverts(), observed.getReverts()))
        .build();
  }

  private static @Nullable List<String> unite(
      @Nullable List<String> left, @Nullable List<String> right) {
    if (left == null || right == null || left.equals(right)) {
      return left == null ? right : left;
    }
    TreeSet<String> union = new TreeSet<>(left);
    union.addAll(right);
    return List.copyOf(union);
  }

  private static <T extends Comparable<T>> @Nullable T lesser(@Nullable T left, @Nullable T right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.compareTo(right) <= 0 ? left : right;
  }

  static @Nullable Long milliseconds(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
