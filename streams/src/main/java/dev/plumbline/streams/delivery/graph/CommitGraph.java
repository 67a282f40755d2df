package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.ObjectIds;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
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
  private final ChangeStore changes;
  private final GraphOutput output;
  private final GraphResults results;
  private final Lineage lineage;
  private final Merges merges;

  public CommitGraph(OrderedStore store, GraphOutput output) {
    this.store = new GraphStore(store);
    this.changes = new ChangeStore(store);
    this.output = output;
    this.results = new GraphResults(this.store, changes, output);
    this.lineage = new Lineage(this.store);
    this.merges = new Merges(this.store, changes, results);
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
    CommitState after =
        observation.getPresent()
            ? before.with(Word.of(origin, observation))
            : before.without(origin);
    if (after.equals(before)) {
      return;
    }
    if (after.isObserved()) {
      // Only a commit that was named before can have children or deployments; and one that was
      // observed before has its label, which only offers and recomputing may change.
      boolean takesLabels = known != null && !before.isObserved();
      CommitState labelled =
          takesLabels ? lineage.withLabels(repository, sha, state, after) : after;
      store.put(repository, sha, labelled);
      lineage.link(repository, sha, before, labelled);
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

  /** Adds a question for a commit, or takes it away. */
  public void ask(CommitQuestion question) {
    if (!ObjectIds.isFull(question.getSha())) {
      answerUnknown(question);
      return;
    }
    String repository = question.getRepository();
    String sha = question.getSha();
    RepositoryState state = store.repository(repository);
    Target target = new Target(question.getService(), question.getEnvironment());
    if (question.getPresent()) {
      int number = state.numberOf(target);
      store.put(repository, state);
      changes.putQuestion(repository, sha, number);
      CommitState commit = store.note(repository, sha, CommitState.ASKED);
      results.notices().tell(repository, sha, state, number, commit);
    } else if (state.find(target) >= 0) {
      changes.deleteQuestion(repository, sha, state.find(target));
    }
    results.flush();
  }

  /** Nobody can have observed it. */
  private void answerUnknown(CommitQuestion question) {
    if (question.getPresent()) {
      output.label(
          new CommitLabel(
              question.getService(),
              question.getEnvironment(),
              question.getRepository(),
              question.getSha(),
              false,
              null,
              null));
    }
  }

  /** Takes the newest word on a pull request that was merged, or is not. */
  public void merge(MergedPullRequest merged) {
    merges.apply(merged);
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

  private void forget(
      String repository,
      String sha,
      RepositoryState state,
      CommitState before,
      CommitState placeholder) {
    store.put(repository, sha, placeholder);
    lineage.link(repository, sha, before, placeholder);
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
    CommitState commit = store.note(repository, sha, CommitState.DEPLOYED);
    if (commit.isObserved()) {
      store.add(Work.offer(repository, number, label, sha));
    }
    results.notices().tell(repository, sha, state, number, commit);
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
