package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.ResolvedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How an observation changes a commit: a commit's content never changes, it only gets known. */
final class Observation {

  private Observation() {}

  static CommitState applied(CommitState commit, ResolvedCommit observation, int origin) {
    List<Integer> origins = new ArrayList<>(commit.origins());
    origins.remove(Integer.valueOf(origin));
    if (observation.getPresent()) {
      origins.add(origin);
      origins.sort(null);
      return new CommitState(
          origins,
          union(commit.parents(), observation.getParents()),
          earlier(commit.authoredAt(), observation.getAuthoredAt()),
          earlier(commit.committedAt(), observation.getCommittedAt()),
          commit.isDeployed(),
          commit.labels());
    }
    if (!origins.isEmpty()) {
      return new CommitState(
          origins,
          commit.parents(),
          commit.authoredAt(),
          commit.committedAt(),
          commit.isDeployed(),
          commit.labels());
    }
    return commit.isDeployed() ? CommitState.placeholder().deployed() : CommitState.placeholder();
  }

  private static @Nullable List<String> union(
      @Nullable List<String> left, @Nullable List<String> right) {
    if (left == null || right == null || left.equals(right)) {
      return left == null ? right : left;
    }
    TreeSet<String> union = new TreeSet<>(left);
    union.addAll(right);
    return List.copyOf(union);
  }

  private static @Nullable Long earlier(@Nullable Long left, @Nullable Long right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return Math.min(left, right);
  }
}
