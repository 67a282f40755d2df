package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the graph says to the outside: the rows of commits at once; at the end of a call what
 * deployments carry, as sums, and what it says of single commits.
 */
final class GraphResults {

  private final ChangeStore changes;
  private final GraphOutput output;
  private final CarriedLedger ledger = new CarriedLedger();
  private final CommitNotices notices;
  private final Evidence evidence;

  GraphResults(GraphStore store, ChangeStore changes, GraphOutput output) {
    this.changes = changes;
    this.output = output;
    this.notices = new CommitNotices(store, changes);
    this.evidence = new Evidence(store, changes);
  }

  CommitNotices notices() {
    return notices;
  }

  Evidence evidence() {
    return evidence;
  }

  /** Brings rows and cells from what the commit was to what it is. */
  void report(
      String repository, String sha, RepositoryState state, CommitState before, CommitState after) {
    TreeSet<Integer> labelled = new TreeSet<>(before.labels().keySet());
    labelled.addAll(after.labels().keySet());
    List<MergedPullRequest> brought =
        labelled.isEmpty() ? List.of() : pullRequestsOf(repository, sha, after);
    labelled.forEach(target -> moveCell(state, target, before, after, brought));
    for (Target target : state.active()) {
      if (after.touches(target) || (before.isObserved() && before.touches(target))) {
        emit(repository, sha, state, target, after);
      }
    }
    if (before.isObserved() != after.isObserved()) {
      reportWanted(repository, sha, state, after);
    }
    if (before.isTelling()) {
      evidence.note(repository, sha);
    }
    noteEvidence(repository, sha, after, brought);
  }

  /** Brings cells and rows from one label of a commit to another. */
  void reportLabel(
      String repository,
      String sha,
      RepositoryState state,
      int number,
      CommitState before,
      CommitState after) {
    List<MergedPullRequest> brought = pullRequestsOf(repository, sha, after);
    moveCell(state, number, before, after, brought);
    Target target = state.target(number);
    if (after.touches(target) && state.active().contains(target)) {
      emit(repository, sha, state, target, after);
    }
    if (after.notes() != 0) {
      notices.tellIfWanted(repository, sha, state, number, after);
    }
    noteEvidence(repository, sha, after, brought);
  }

  private List<MergedPullRequest> pullRequestsOf(
      String repository, String sha, CommitState commit) {
    return commit.has(CommitState.MERGED) ? changes.pullRequestsOf(repository, sha) : List.of();
  }

  private void noteEvidence(
      String repository, String sha, CommitState commit, List<MergedPullRequest> brought) {
    if (commit.isTelling() || brought.stream().anyMatch(Merges::isTelling)) {
      evidence.note(repository, sha);
    }
    if (commit.has(CommitState.REVERTED)) {
      evidence.noteReverters(repository, sha);
    }
  }

  /** Moves the commit, and what it brought, from one deployment's cell to another's. */
  private void moveCell(
      RepositoryState state,
      int number,
      CommitState before,
      CommitState after,
      List<MergedPullRequest> brought) {
    Target target = state.target(number);
    count(target, before, before.label(number), brought, -1);
    count(target, after, after.label(number), brought, 1);
  }

  private void count(
      Target target,
      CommitState commit,
      @Nullable Label label,
      List<MergedPullRequest> brought,
      int change) {
    if (label == null || !commit.touches(target)) {
      return;
    }
    ledger.count(target, label, Measures.COMMIT, Measures.of(commit, label), change);
    brought.forEach(pullRequest -> count(target, commit, label, pullRequest, change));
  }

  private void count(
      Target target, CommitState commit, Label label, MergedPullRequest pullRequest, int change) {
    Measures.of(pullRequest, commit, label)
        .forEach((measure, counted) -> ledger.count(target, label, measure, counted, change));
  }

  /** Adds the pull request to the cells of the commit that its merge made, or takes it away. */
  void countPullRequest(
      RepositoryState state, CommitState commit, MergedPullRequest pullRequest, int change) {
    commit
        .labels()
        .forEach(
            (number, label) -> {
              Target target = state.target(number);
              if (commit.touches(target)) {
                count(target, commit, label, pullRequest, change);
              }
            });
  }

  private void reportWanted(
      String repository, String sha, RepositoryState state, CommitState commit) {
    if (!commit.has(CommitState.DEPLOYED) && !commit.has(CommitState.ASKED)) {
      return;
    }
    for (int number = 0; number < state.targetCount(); number++) {
      notices.tellIfWanted(repository, sha, state, number, commit);
    }
  }

  /** Sends the commit's row for the target, or takes it back if there is none (any more). */
  void emit(
      String repository, String sha, RepositoryState state, Target target, CommitState commit) {
    output.change(
        ChangeRows.key(repository, sha, target),
        commit.isObserved() && commit.touches(target)
            ? ChangeRows.row(commit, target, commit.label(state.find(target)))
            : null);
  }

  /** Takes back the commit's rows for the targets. */
  void retract(String repository, String sha, Collection<Target> targets) {
    targets.forEach(target -> output.change(ChangeRows.key(repository, sha, target), null));
  }

  /** Sends what was collected. */
  void flush() {
    ledger.flush(output);
    notices.flush(output);
    evidence.flush(output);
  }
}
