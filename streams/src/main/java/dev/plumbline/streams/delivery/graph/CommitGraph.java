package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private final GraphOutput output;
  private final CarriedLedger ledger = new CarriedLedger();

  public CommitGraph(OrderedStore store, GraphOutput output) {
    this.store = new GraphStore(store);
    this.output = output;
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
      report(repository, sha, state, before, labelled);
    } else {
      forget(repository, sha, state, before, after);
    }
    ledger.flush(output);
  }

  /** Adds a successful deployment, or takes away exactly the one that was added. */
  public void mark(DeploymentMark mark) {
    if (mark.getPresent()) {
      add(mark);
    } else {
      remove(mark);
    }
    ledger.flush(output);
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
      Slice slice = new Slice(batch.get(0).repository(), budget - visits);
      for (Work work : batch) {
        if (slice.isSpent()) {
          break;
        }
        store.remove(work);
        slice.perform(work);
      }
      visits += slice.visits;
      ledger.flush(output);
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
          if (isEarlier(label, state.label(target))) {
            store.add(Work.offer(repository, target, label, parent));
          }
        });
  }

  private static boolean isEarlier(Label label, @Nullable Label than) {
    return than == null || label.compareTo(than) < 0;
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
    report(repository, sha, state, before, placeholder);
    // Now, for the sweep might not come to them: a target can return before it does.
    state.removed().forEach(target -> emit(repository, sha, state, target, placeholder));
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
    ledger.commitKnown(target, label, repository, sha, commit.isObserved());
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

  /** Brings rows and cells from what the commit was to what it is. */
  private void report(
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

  private void reportCell(
      RepositoryState state, int number, CommitState before, CommitState after) {
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

  private void emit(
      String repository, String sha, RepositoryState state, Target target, CommitState commit) {
    output.change(
        ChangeRows.key(repository, sha, target),
        commit.isObserved()
            ? ChangeRows.row(commit, target, commit.label(state.find(target)))
            : null);
  }

  /** One bounded stretch of work on one repository. */
  private final class Slice {
    private final String repository;
    private final int budget;
    private final RepositoryState state;
    private int visits;

    Slice(String repository, int budget) {
      this.repository = repository;
      this.budget = budget;
      this.state = store.repository(repository);
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
        if (commit != null && commit.isObserved() && isEarlier(label, commit.label(target))) {
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
      if (now != null && isEarlier(now, old)) {
        lower(target, now, sha);
        return;
      }
      relabel(sha, target, commit, now);
      // The old label came from here to those parents that still have it, and perhaps the new one
      // now does.
      affected.addAll(commit.knownParents());
    }

    private @Nullable Label leastOffer(int target, String sha, CommitState commit) {
      Label least = commit.isDeployed() ? store.firstDeployment(repository, sha, target) : null;
      for (String child : store.children(repository, sha)) {
        visits++;
        CommitState childState = store.commit(repository, child);
        Label label = childState == null ? null : childState.label(target);
        if (label != null && isEarlier(label, least)) {
          least = label;
        }
      }
      return least;
    }

    private void relabel(String sha, int target, CommitState before, @Nullable Label label) {
      CommitState after = before.withLabel(target, label);
      store.put(repository, sha, after);
      reportCell(state, target, before, after);
      Target named = state.target(target);
      if (state.active().contains(named)) {
        emit(repository, sha, state, named, after);
      }
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
      for (Target target : state.removed()) {
        output.change(ChangeRows.key(repository, sha, target), null);
      }
      state.added().forEach(target -> emit(repository, sha, state, target, commit));
    }
  }
}
