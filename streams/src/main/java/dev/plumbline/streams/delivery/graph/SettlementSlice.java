package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One bounded stretch of work on one repository. What it does not get to goes back to the pending
 * work, so that no call takes long however much follows from an arrival.
 */
final class SettlementSlice {

  private final GraphStore store;
  private final GraphResults results;
  private final String repository;
  private final int budget;
  private final RepositoryState state;
  private int visits;

  SettlementSlice(GraphStore store, GraphResults results, String repository, int budget) {
    this.store = store;
    this.results = results;
    this.repository = repository;
    this.budget = budget;
    this.state = store.repository(repository);
  }

  /** How many commits have been visited. */
  int visits() {
    return visits;
  }

  boolean isSpent() {
    return visits >= budget;
  }

  void perform(Work work) {
    switch (work.kind()) {
      case OFFER -> lower(work.target(), Objects.requireNonNull(work.label()), work.sha());
      case RECOMPUTE -> recomputeFrom(work.target(), work.sha());
      case SWEEP -> sweep();
    }
  }

  /** Takes the label to the commit and to every ancestor that has none as early. */
  private void lower(int target, Label label, String sha) {
    Deque<String> offered = new ArrayDeque<>(List.of(sha));
    while (!offered.isEmpty() && !isSpent()) {
      String next = offered.pop();
      CommitState commit = store.commit(repository, next);
      visits++;
      if (commit != null && commit.isObserved() && label.isEarlierThan(commit.label(target))) {
        relabel(next, target, commit, label);
        offered.addAll(commit.knownParents());
      }
    }
    offered.forEach(left -> store.add(Work.offer(repository, target, label, left)));
  }

  private void recomputeFrom(int target, String sha) {
    Deque<String> affected = new ArrayDeque<>(List.of(sha));
    while (!affected.isEmpty() && !isSpent()) {
      recompute(target, affected.pop(), affected);
    }
    affected.forEach(left -> store.add(Work.recompute(repository, target, left)));
  }

  private void recompute(int target, String sha, Deque<String> affected) {
    CommitState commit = store.commit(repository, sha);
    visits++;
    if (commit == null || !commit.isObserved()) {
      return;
    }
    Label old = commit.label(target);
    Label now = leastOffer(target, sha, commit);
    if (Objects.equals(old, now)) {
      return;
    }
    if (now != null && now.isEarlierThan(old)) {
      lower(target, now, sha);
      return;
    }
    relabel(sha, target, commit, now);
    // The old label came from here to those parents that still have it, and perhaps the new one
    // now does.
    affected.addAll(commit.knownParents());
  }

  private @Nullable Label leastOffer(int target, String sha, CommitState commit) {
    Label least =
        commit.has(CommitState.DEPLOYED) ? store.firstDeployment(repository, sha, target) : null;
    for (String child : store.children(repository, sha)) {
      visits++;
      CommitState childState = store.commit(repository, child);
      Label label = childState == null ? null : childState.label(target);
      if (label != null && label.isEarlierThan(least)) {
        least = label;
      }
    }
    return least;
  }

  private void relabel(String sha, int target, CommitState before, @Nullable Label label) {
    CommitState after = before.withLabel(target, label);
    store.put(repository, sha, after);
    results.reportLabel(repository, sha, state, target, before, after);
  }

  private void sweep() {
    int most = budget - visits;
    List<String> commits = store.commitsAfter(repository, state.sweptTo(), most);
    commits.forEach(this::bringInLine);
    visits += commits.size();
    if (commits.size() < most) {
      state.sweepDone();
    } else {
      state.sweptTo(commits.get(commits.size() - 1));
      store.add(Work.sweep(repository));
    }
    store.put(repository, state);
  }

  private void bringInLine(String sha) {
    CommitState commit = store.commit(repository, sha);
    if (commit == null || !commit.isObserved()) {
      return;
    }
    results.retract(repository, sha, state.removed());
    state.added().forEach(target -> results.emit(repository, sha, state, target, commit));
  }
}
