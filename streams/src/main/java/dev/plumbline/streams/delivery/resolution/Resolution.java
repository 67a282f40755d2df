package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.streams.delivery.resolution.DeploymentObservations.Attempt;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.StoredCommit;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.StoredDeployment;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.Sweep;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Merges observations into entities and addresses them. What changes nothing is not sent on. When a
 * repository gets another canonical name or other services, its entities are taken away from where
 * they were and sent to where they belong now: deployments at once, for they are few, and commits,
 * pull requests and reviews in bounded slices. Not thread-safe.
 */
public final class Resolution {

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final ResolutionStore store;
  private final ResolutionOutput output;
  private final PullRequestAddressing pullRequests;

  public Resolution(OrderedStore store, ResolutionOutput output) {
    this.store = new ResolutionStore(store);
    this.output = output;
    this.pullRequests = new PullRequestAddressing(this.store, output, this::canonical);
  }

  /** Kinds of entities of names that are still to be addressed anew. */
  public long pendingWork() {
    return store.pendingSweeps();
  }

  /** Adds an observation of a commit. */
  public void observe(CommitObserved observed) {
    requireObjectId(observed.getSha());
    if (observed.getParents() != null) {
      observed.getParents().forEach(Resolution::requireObjectId);
    }
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    StoredCommit known = store.commit(origin, observed.getSha());
    CommitObserved merged =
        CommitObservations.merge(known == null ? null : known.observed(), observed);
    if (known == null || !merged.equals(known.observed())) {
      address(origin, known, merged);
    }
  }

  /** Adds an observation of a deployment. */
  public void observe(DeploymentObserved observed) {
    if (observed.getSha() != null) {
      requireObjectId(observed.getSha());
    }
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    StoredDeployment known = store.deployment(origin, observed.getDeployment());
    List<DeploymentObserved> observations = new ArrayList<>();
    if (known != null) {
      observations.addAll(known.observations());
    }
    observations.add(observed);
    List<DeploymentObserved> deciding = DeploymentObservations.deciding(observations);
    if (known == null || !deciding.equals(known.observations())) {
      address(origin, observed.getDeployment(), known == null ? List.of() : known.sent(), deciding);
    }
  }

  /** Adds an observation of a pull request. */
  public void observe(PullRequestObserved observed) {
    requireName("pull request", observed.getPullRequest());
    if (observed.getMergeSha() != null) {
      requireObjectId(observed.getMergeSha());
    }
    pullRequests.observe(observed);
  }

  /** Adds an observation of a review. */
  public void observe(ReviewObserved observed) {
    requireName("pull request", observed.getPullRequest());
    requireName("review", observed.getReview());
    pullRequests.observe(observed);
  }

  /** Takes a repository's claim to a name. */
  public void map(RepositoryKey origin, RepositoryMapping claim) {
    RepositoryMapping before = store.mapping(origin);
    String nameBefore = canonical(origin);
    store.putClaim(origin, claim);
    if (!canonical(origin).equals(nameBefore)) {
      store.startSweeps(origin);
    }
    if (!Objects.equals(before, store.mapping(origin))) {
      store.deployments(origin).forEach(deployment -> addressAgain(origin, deployment));
    }
  }

  /**
   * Does pending work.
   *
   * @param budget how many entities may be addressed anew
   */
  public void settle(int budget) {
    int left = budget;
    Sweep sweep = store.nextSweep();
    while (left > 0 && sweep != null) {
      left -= 1 + sweep(sweep, left);
      sweep = store.nextSweep();
    }
  }

  private int sweep(Sweep sweep, int most) {
    List<OrderedStore.Entry> entries = store.entriesOf(sweep, most);
    entries.forEach(entry -> addressAgain(sweep, entry.value()));
    if (entries.size() < most) {
      store.deleteSweep(sweep);
    } else {
      store.putSweep(sweep.sweptTo(entries.get(entries.size() - 1).key()));
    }
    return entries.size();
  }

  private void addressAgain(Sweep sweep, byte[] entry) {
    RepositoryKey origin = sweep.origin();
    switch (sweep.kind()) {
      case COMMITS -> addressAgain(origin, ResolutionStore.storedCommit(entry));
      case PULL_REQUESTS ->
          pullRequests.addressAgain(origin, ResolutionStore.storedPullRequest(entry));
      case REVIEWS -> pullRequests.addressAgain(origin, ResolutionStore.storedReview(entry));
    }
  }

  private void addressAgain(RepositoryKey origin, String deployment) {
    StoredDeployment stored = store.deployment(origin, deployment);
    if (stored != null) {
      address(origin, deployment, stored.sent(), stored.observations());
    }
  }

  private void addressAgain(RepositoryKey origin, StoredCommit stored) {
    if (!stored.repository().equals(canonical(origin))) {
      address(origin, stored, stored.observed());
    }
  }

  private void address(RepositoryKey origin, @Nullable StoredCommit known, CommitObserved merged) {
    String repository = canonical(origin);
    if (known != null && !known.repository().equals(repository)) {
      output.commit(
          ResolvedCommit.newBuilder()
              .setRepository(known.repository())
              .setSha(merged.getSha())
              .setOrigin(name(origin))
              .setPresent(false)
              .build());
    }
    store.putCommit(origin, repository, merged);
    output.commit(
        new ResolvedCommit(
            repository,
            merged.getSha(),
            name(origin),
            true,
            merged.getParents(),
            CommitObservations.milliseconds(merged.getAuthoredAt()),
            CommitObservations.milliseconds(merged.getCommittedAt()),
            null,
            List.of(),
            null,
            false,
            false));
  }

  private void address(
      RepositoryKey origin,
      String deployment,
      List<ResolvedDeployment> sent,
      List<DeploymentObserved> observations) {
    List<ResolvedDeployment> resolved =
        DeploymentObservations.byDestination(observations).stream()
            .map(observed -> resolve(origin, deployment, observed))
            .toList();
    store.putDeployment(origin, deployment, new StoredDeployment(resolved, observations));
    for (ResolvedDeployment old : sent) {
      boolean isElsewhere = resolved.stream().noneMatch(now -> hasSameDestination(old, now));
      if (old.getPresent() && isElsewhere) {
        output.deployment(ResolvedDeployment.newBuilder(old).setPresent(false).build());
      }
    }
    resolved.stream().filter(now -> !sent.contains(now)).forEach(output::deployment);
  }

  private static boolean hasSameDestination(ResolvedDeployment left, ResolvedDeployment right) {
    return left.getService().equals(right.getService())
        && left.getEnvironment().equals(right.getEnvironment());
  }

  private ResolvedDeployment resolve(
      RepositoryKey origin, String deployment, DeploymentObservations observations) {
    Attempt outcome = observations.outcome();
    String service = observations.destination().service();
    String environment = observations.destination().environment();
    return new ResolvedDeployment(
        service == null ? onlyServiceOf(origin) : service,
        environment == null ? "" : environment,
        deployment,
        name(origin),
        !observations.isWithdrawn(),
        canonical(origin),
        observations.sha(),
        outcome.status().name(),
        CommitObservations.milliseconds(outcome.startedAt()),
        CommitObservations.milliseconds(outcome.finishedAt()),
        null);
  }

  /** The only service built from the repository; empty when there is none, or several. */
  private String onlyServiceOf(RepositoryKey origin) {
    RepositoryMapping mapping = store.mapping(origin);
    List<String> services =
        mapping == null
            ? List.of()
            : mapping.getServices().stream().map(MappedService::getService).distinct().toList();
    return services.size() == 1 ? services.get(0) : "";
  }

  private String canonical(RepositoryKey origin) {
    RepositoryMapping mapping = store.mapping(origin);
    return mapping == null ? origin.getRepository() : mapping.getRepository();
  }

  static String name(RepositoryKey origin) {
    return origin.getSource() + ":" + origin.getRepository();
  }

  private static void requireName(String what, String name) {
    if (name.isEmpty()) {
      throw new InvalidEventException("Expected an identifier of a " + what + ", got an empty one");
    }
  }

  private static void requireObjectId(String sha) {
    if (!OBJECT_ID.matcher(sha).matches()) {
      throw new InvalidEventException(
          "Expected an object id of 40 or 64 hexadecimal digits, got a text of length "
              + sha.length());
    }
  }
}
