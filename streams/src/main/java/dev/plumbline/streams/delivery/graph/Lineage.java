package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The edges between commits: what one that comes, changes or goes means for its parents. */
final class Lineage {

  private final GraphStore store;

  Lineage(GraphStore store) {
    this.store = store;
  }

  /** The commit with the least labels of its children and of its own deployments. */
  CommitState withLabels(String repository, String sha, RepositoryState state, CommitState commit) {
    SortedMap<Integer, Label> labels = new TreeMap<>();
    if (commit.has(CommitState.DEPLOYED)) {
      for (int target = 0; target < state.targetCount(); target++) {
        offer(labels, target, store.firstDeployment(repository, sha, target));
      }
    }
    for (String child : store.children(repository, sha)) {
      CommitState childState = store.commit(repository, child);
      if (childState != null) {
        childState.labels().forEach((target, label) -> offer(labels, target, label));
      }
    }
    return commit.withLabels(labels);
  }

  private static void offer(SortedMap<Integer, Label> labels, int target, @Nullable Label label) {
    if (label != null) {
      labels.merge(target, label, (left, right) -> left.compareTo(right) <= 0 ? left : right);
    }
  }

  /** Ties the commit to its parents, and loosens it from those that are none any more. */
  void link(String repository, String sha, CommitState before, CommitState after) {
    List<String> former = before.knownParents();
    List<String> parents = after.knownParents();
    for (String parent : parents) {
      if (!former.contains(parent)) {
        store.putChild(repository, parent, sha);
      }
      CommitState parentState = store.commit(repository, parent);
      if (parentState == null) {
        store.put(repository, parent, CommitState.placeholder());
      } else if (parentState.isObserved()) {
        offerTo(repository, parent, parentState, after.labels());
      }
    }
    for (String parent : former) {
      if (!parents.contains(parent)) {
        store.deleteChild(repository, parent, sha);
        before
            .labels()
            .keySet()
            .forEach(target -> store.add(Work.recompute(repository, target, parent)));
      }
    }
  }

  private void offerTo(
      String repository, String parent, CommitState state, SortedMap<Integer, Label> labels) {
    labels.forEach(
        (target, label) -> {
          if (label.isEarlierThan(state.label(target))) {
            store.add(Work.offer(repository, target, label, parent));
          }
        });
  }
}
