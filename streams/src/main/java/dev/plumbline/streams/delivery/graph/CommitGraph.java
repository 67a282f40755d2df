package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, for every commit and target, the earliest successful deployment that contains it.
 *
 * <p>What arrives is stored at once; what follows from it for other commits becomes {@link Work},
 * which {@link #settle} does in bounded slices and in an order that makes a batch of deployments
 * cost about one visit per commit:
 *
 * <pre>
 *   observe  a commit takes the least label of its children and deployments;
 *            its parents are offered what it took
 *   mark     the deployed commit is offered a deployment's label, or recomputed when one is gone
 *   settle   offers lower labels and go on to parents; a recomputed commit looks at its children
 *            again, and where its label rises, its parents are recomputed
 * </pre>
 *
 * <p>An offer may be out of date when it is taken. That does no lasting harm, because whatever
 * raised the label behind it also asked for its parents to be recomputed, and offers are always
 * taken first.
 *
 * <p>Not thread-safe.
 */
public final class CommitGraph {

  private static final int WORK_AT_ONCE = 2_000;

  private final GraphStore store;
  private final GraphResults results;

  public CommitGraph(OrderedStore store, GraphOutput output) {
    this.store = new GraphStore(store);
    this.results = new GraphResults(this.store, output);
  }

  /** Pieces of work left; zero when every result is final for what has been seen. */
  public long pendingWork() {
    return store.pendingWork();
  }

  /** Sets the services and environments for which the repository's commits have rows. */
  public void declare(String repository, @Nullable Repository declaration) {
    List<Target> targets =
        declaration == null
            ? List.of()
            : declaration.getServices().stream()
                .map(service -> new Target(service.getService(), service.getEnvironment()))
                .toList();
    RepositoryState state = store.repository(repository);
    state.declare(targets);
    putRepository(repository, state);
  }

  /** Adds what one origin says of a commit, or takes the origin away. */
  public void observe(ResolvedCommit observation) {
    String repository = observation.getRepository();
    String sha = observation.getSha();
    RepositoryState state = store.repository(repository);
    int origin = originNumber(repository, state, observation.getOrigin());
    CommitState known = store.commit(repository, sha);
    CommitState before = known == null ? CommitState.placeholder() : known;
    CommitState after = Observation.applied(before, observation, origin);
    if (after.equals(before)) {
      return;
    }
    if (after.isObserved()) {
      // Only a commit that was named before can have children or deployments; and one that was
      // observed before has its label, which only offers and recomputing may change.
      boolean takesLabels = known != null && !before.isObserved();
      CommitState labelled = takesLabels ? withLabels(repository, sha, state, after) : after;
      store.put(repository, sha, labelled);
      linkParents(repository, sha, before, labelled);
      results.report(repository, sha, state, before, labelled);
    } else {
      forget(repository, sha, state, before, after);
    }
    results.flush();
  }

  /** Adds a successful deployment, or takes away exactly the one that was added. */
  public void mark(DeploymentMark mark) {
    if (mark.getPresent()) {
      add(mark);
    } else {
      remove(mark);
    }
    results.flush();
  }

  /**
   * Does pending work.
   *
   * @param budget how many commits may be visited
   * @return how many were
   */
  public int settle(int budget) {
    int visits = 0;
    List<Work> batch = store.nextWork(WORK_AT_ONCE);
    while (!batch.isEmpty() && visits < budget) {
      SettlementSlice slice =
          new SettlementSlice(store, results, batch.get(0).repository(), budget - visits);
      for (Work work : batch) {
        if (slice.isSpent()) {
          break;
        }
        store.remove(work);
        slice.perform(work);
      }
      visits += slice.visits();
      results.flush();
      batch = visits < budget ? store.nextWork(WORK_AT_ONCE) : List.of();
    }
    return visits;
  }

  private void putRepository(String repository, RepositoryState state) {
    store.put(repository, state);
    if (state.needsSweep()) {
      store.add(Work.sweep(repository));
    }
  }

  private int originNumber(String repository, RepositoryState state, String origin) {
    int number = state.originNumber(origin);
    if (number >= 0) {
      return number;
    }
    int added = state.addOrigin(origin);
    store.put(repository, state);
    return added;
  }

  private CommitState withLabels(
      String repository, String sha, RepositoryState state, CommitState commit) {
    SortedMap<Integer, Label> labels = new TreeMap<>();
    if (commit.isDeployed()) {
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

  private void linkParents(String repository, String sha, CommitState before, CommitState after) {
    for (String parent : after.knownParents()) {
      if (!before.knownParents().contains(parent)) {
        store.putChild(repository, parent, sha);
      }
      CommitState parentState = store.commit(repository, parent);
      if (parentState == null) {
        store.put(repository, parent, CommitState.placeholder());
      } else if (parentState.isObserved()) {
        offerTo(repository, parent, parentState, after.labels());
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

  private void forget(
      String repository,
      String sha,
      RepositoryState state,
      CommitState before,
      CommitState placeholder) {
    store.put(repository, sha, placeholder);
    for (String parent : before.knownParents()) {
      store.deleteChild(repository, parent, sha);
      before.labels().keySet().forEach(target -> recompute(repository, target, parent));
    }
    results.report(repository, sha, state, before, placeholder);
    // Now, for the sweep might not come to them: a target can return before it does.
    results.retract(repository, sha, state.removed());
  }

  private void recompute(String repository, int target, String sha) {
    store.add(Work.recompute(repository, target, sha));
  }

  private void add(DeploymentMark mark) {
    String repository = mark.getRepository();
    String sha = mark.getSha();
    RepositoryState state = store.repository(repository);
    Target target = new Target(mark.getService(), mark.getEnvironment());
    state.countDeployment(target, 1);
    putRepository(repository, state);
    int number = state.numberOf(target);
    Label label = new Label(mark.getFinishedAt(), mark.getDeployment());
    store.putDeployment(repository, sha, number, label);
    CommitState known = store.commit(repository, sha);
    CommitState commit = known == null ? CommitState.placeholder() : known;
    if (!commit.isDeployed()) {
      store.put(repository, sha, commit.deployed());
    }
    if (commit.isObserved()) {
      store.add(Work.offer(repository, number, label, sha));
    }
    results.commitKnown(target, label, repository, sha, commit.isObserved());
  }

  private void remove(DeploymentMark mark) {
    String repository = mark.getRepository();
    RepositoryState state = store.repository(repository);
    Target target = new Target(mark.getService(), mark.getEnvironment());
    state.countDeployment(target, -1);
    putRepository(repository, state);
    int number = state.numberOf(target);
    Label label = new Label(mark.getFinishedAt(), mark.getDeployment());
    store.deleteDeployment(repository, mark.getSha(), number, label);
    store.remove(Work.offer(repository, number, label, mark.getSha()));
    recompute(repository, number, mark.getSha());
  }
}
