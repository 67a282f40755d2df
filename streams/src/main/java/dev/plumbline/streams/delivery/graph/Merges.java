package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.MergedPullRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests on the commits that their merges put on the base branch: they are carried, blamed
 * and blaming as those commits are, whichever way they were merged.
 */
final class Merges {

  private final GraphStore store;
  private final ChangeStore changes;
  private final GraphResults results;

  Merges(GraphStore store, ChangeStore changes, GraphResults results) {
    this.store = store;
    this.changes = changes;
    this.results = results;
  }

  /** Takes the newest word on a pull request. */
  void apply(MergedPullRequest said) {
    MergedPullRequest before = changes.pullRequest(said.getRepository(), said.getPullRequest());
    MergedPullRequest after = said.getPresent() ? said : null;
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null) {
      count(before, -1);
      changes.delete(before);
    }
    if (after != null) {
      store.note(after.getRepository(), after.getMergeSha(), CommitState.MERGED);
      changes.put(after);
      count(after, 1);
    }
    noteEvidence(before);
    noteEvidence(after);
    if (!Objects.equals(mergeSha(before), mergeSha(after))) {
      noteReverting(said);
    }
  }

  private void count(MergedPullRequest merged, int change) {
    String repository = merged.getRepository();
    CommitState commit = store.commit(repository, merged.getMergeSha());
    if (commit != null && !commit.labels().isEmpty()) {
      results.countPullRequest(store.repository(repository), commit, merged, change);
    }
  }

  private void noteEvidence(@Nullable MergedPullRequest merged) {
    if (merged != null && isTelling(merged)) {
      results.evidence().note(merged.getRepository(), merged.getMergeSha());
    }
  }

  /** Whether it says anything about deployments. */
  static boolean isTelling(MergedPullRequest merged) {
    return merged.getIsHotfix()
        || merged.getIsRevert()
        || !merged.getRevertsCommits().isEmpty()
        || !merged.getRevertsPullRequests().isEmpty();
  }

  private static @Nullable String mergeSha(@Nullable MergedPullRequest merged) {
    return merged == null ? null : merged.getMergeSha();
  }

  /** Pull requests that revert this one revert another commit now. */
  private void noteReverting(MergedPullRequest said) {
    String repository = said.getRepository();
    for (String reverting : changes.reverting(repository, said.getPullRequest())) {
      String sha = changes.mergeSha(repository, reverting);
      if (sha != null) {
        results.evidence().note(repository, sha);
      }
    }
  }
}
