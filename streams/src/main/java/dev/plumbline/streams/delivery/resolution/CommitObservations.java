package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.streams.delivery.terms.Merge;
import java.time.Instant;
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
        .setParents(Merge.union(known.getParents(), observed.getParents()))
        .setAuthoredAt(Merge.lesser(known.getAuthoredAt(), observed.getAuthoredAt()))
        .setCommittedAt(Merge.lesser(known.getCommittedAt(), observed.getCommittedAt()))
        .setAuthor(Merge.lesser(known.getAuthor(), observed.getAuthor()))
        .setCommitter(Merge.lesser(known.getCommitter(), observed.getCommitter()))
        .setChangedPaths(Merge.union(known.getChangedPaths(), observed.getChangedPaths()))
        .setReverts(Merge.union(known.getReverts(), observed.getReverts()))
        .setFirstMergedCommitAt(
            Merge.lesser(known.getFirstMergedCommitAt(), observed.getFirstMergedCommitAt()))
        .setRevert(either(known.getRevert(), observed.getRevert()))
        .setHotfix(either(known.getHotfix(), observed.getHotfix()))
        .build();
  }

  /** A commit is what any observation says it is: not all know the whole message. */
  private static @Nullable Boolean either(@Nullable Boolean left, @Nullable Boolean right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left || right;
  }

  static @Nullable Long milliseconds(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
