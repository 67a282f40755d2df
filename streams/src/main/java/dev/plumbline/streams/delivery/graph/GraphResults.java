package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.Collection;
import java.util.TreeSet;

/**
 * What the graph says to the outside: the rows of commits at once, what deployments carry as sums
 * at the end of a call.
 */
final class GraphResults {

  private final GraphStore store;
  private final GraphOutput output;
  private final CarriedLedger ledger = new CarriedLedger();

  GraphResults(GraphStore store, GraphOutput output) {
    this.store = store;
    this.output = output;
  }

  /** Brings rows and cells from what the commit was to what it is. */
  void report(
      String repository, String sha, RepositoryState state, CommitState before, CommitState after) {
    TreeSet<Integer> labelled = new TreeSet<>(before.labels().keySet());
    labelled.addAll(after.labels().keySet());
    labelled.forEach(target -> reportCell(state, target, before, after));
    for (Target target : state.active()) {
      emit(repository, sha, state, target, after);
    }
    if (before.isObserved() != after.isObserved() && after.isDeployed()) {
      reportDeployments(repository, sha, state, after.isObserved());
    }
  }

  /** Moves the commit from one deployment's cell to another's. */
  void reportCell(RepositoryState state, int number, CommitState before, CommitState after) {
    Target target = state.target(number);
    Label old = before.label(number);
    if (old != null) {
      ledger.subtract(target, old, before);
    }
    Label now = after.label(number);
    if (now != null) {
      ledger.add(target, now, after);
    }
  }

  private void reportDeployments(
      String repository, String sha, RepositoryState state, boolean isKnown) {
    for (int number = 0; number < state.targetCount(); number++) {
      Target target = state.target(number);
      for (Label label : store.deployments(repository, sha, number)) {
        ledger.commitKnown(target, label, repository, sha, isKnown);
      }
    }
  }

  /** Sends the commit's row for the target, or takes it back if the commit is not observed. */
  void emit(
      String repository, String sha, RepositoryState state, Target target, CommitState commit) {
    output.change(
        ChangeRows.key(repository, sha, target),
        commit.isObserved()
            ? ChangeRows.row(commit, target, commit.label(state.find(target)))
            : null);
  }

  /** Takes back the commit's rows for the targets. */
  void retract(String repository, String sha, Collection<Target> targets) {
    targets.forEach(target -> output.change(ChangeRows.key(repository, sha, target), null));
  }

  void commitKnown(Target target, Label label, String repository, String sha, boolean isKnown) {
    ledger.commitKnown(target, label, repository, sha, isKnown);
  }

  /** Sends the sums. */
  void flush() {
    ledger.flush(output);
  }
}
