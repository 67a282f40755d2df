package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.streams.delivery.terms.Merge;
import java.util.ArrayList;
import java.util.List;

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
          Merge.union(commit.parents(), observation.getParents()),
          Merge.lesser(commit.authoredAt(), observation.getAuthoredAt()),
          Merge.lesser(commit.committedAt(), observation.getCommittedAt()),
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
}
