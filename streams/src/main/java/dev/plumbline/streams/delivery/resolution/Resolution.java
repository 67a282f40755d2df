package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.EnvironmentRules;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.Name;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.StoredDeployment;
import dev.plumbline.streams.delivery.resolution.Sweeps.Sweep;
import dev.plumbline.streams.delivery.resolution.Sweeps.Swept;
import dev.plumbline.streams.delivery.terms.ObjectIds;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Merges observations into entities and addresses them. What changes nothing is not sent on. When a
 * name stands for another repository or the organisation's rules change, entities are taken away
 * from where they were and sent to where they belong now: the deployments of one name at once, for
 * they are few, everything else in bounded slices. Not thread-safe.
 */
public final class Resolution {

  private final ResolutionStore store;
  private final Sweeps sweeps;
  private final CommitAddressing commits;
  private final DeploymentAddressing deployments;
  private final PullRequestAddressing pullRequests;

  public Resolution(OrderedStore store, ResolutionOutput output) {
    this.store = new ResolutionStore(store);
    this.sweeps = new Sweeps(store);
    this.commits = new CommitAddressing(this.store, output);
    this.deployments = new DeploymentAddressing(this.store, output);
    this.pullRequests = new PullRequestAddressing(this.store, output);
  }

  /** Kinds of entities that are still to be addressed anew. */
  public long pendingWork() {
    return sweeps.pending();
  }

  /** Adds an observation of a commit. */
  public void observe(CommitObserved observed) {
    requireObjectId(observed.getSha());
    if (observed.getParents() != null) {
      observed.getParents().forEach(Resolution::requireObjectId);
    }
    commits.observe(observed);
  }

  /** Adds an observation of a deployment. */
  public void observe(DeploymentObserved observed) {
    if (observed.getSha() != null) {
      requireObjectId(observed.getSha());
    }
    deployments.observe(observed);
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

  /** Takes what a name stands for. */
  public void map(RepositoryKey origin, RepositoryMapping mapping) {
    Name before = store.name(origin);
    store.putMapping(origin, mapping);
    Name after = store.name(origin);
    if (!after.repository().equals(before.repository())) {
      sweeps.start(origin, Swept.COMMITS);
      sweeps.start(origin, Swept.PULL_REQUESTS);
      sweeps.start(origin, Swept.REVIEWS);
    } else if (!after.owners().equals(before.owners())) {
      sweeps.start(origin, Swept.COMMITS);
    }
    if (!after.equals(before)) {
      store.deployments(origin).forEach(deployment -> addressAgain(origin, deployment));
    }
  }

  /**
   * Takes the organisation's rules, null when it says none (any more).
   *
   * @throws InvalidEventException if a pattern is none; the rules before still hold then
   */
  public void obey(@Nullable Settings settings) {
    List<EnvironmentName> before = environmentNames(store.settings());
    store.putSettings(settings, rules(settings));
    if (!environmentNames(settings).equals(before)) {
      sweeps.start(Sweeps.ALL, Swept.DEPLOYMENTS);
    }
  }

  private static List<EnvironmentName> environmentNames(@Nullable Settings settings) {
    return settings == null ? List.of() : settings.getEnvironmentNames();
  }

  private static EnvironmentRules rules(@Nullable Settings settings) {
    try {
      return new EnvironmentRules(settings);
    } catch (PatternSyntaxException e) {
      throw new InvalidEventException(
          "Expected regular expressions in the settings, got " + e.getMessage());
    }
  }

  /**
   * Does pending work.
   *
   * @param budget how many entities may be addressed anew
   */
  public void settle(int budget) {
    int left = budget;
    Sweep sweep = sweeps.next();
    while (left > 0 && sweep != null) {
      left -= 1 + sweep(sweep, left);
      sweep = sweeps.next();
    }
  }

  private int sweep(Sweep sweep, int most) {
    List<OrderedStore.Entry> entries = sweeps.entriesOf(sweep, most);
    entries.forEach(entry -> addressAgain(sweep.kind(), entry));
    if (entries.size() < most) {
      sweeps.delete(sweep);
    } else {
      sweeps.put(sweep.sweptTo(entries.get(entries.size() - 1).key()));
    }
    return entries.size();
  }

  private void addressAgain(Swept kind, OrderedStore.Entry entry) {
    KeyReader key = new KeyReader(entry.key());
    RepositoryKey origin = new RepositoryKey(key.text(), key.text());
    byte[] value = entry.value();
    switch (kind) {
      case COMMITS -> commits.addressAgain(origin, ResolutionStore.storedCommit(value));
      case PULL_REQUESTS ->
          pullRequests.addressAgain(origin, ResolutionStore.storedPullRequest(value));
      case REVIEWS -> pullRequests.addressAgain(origin, ResolutionStore.storedReview(value));
      case DEPLOYMENTS ->
          deployments.addressAgain(origin, key.text(), ResolutionStore.storedDeployment(value));
    }
  }

  private void addressAgain(RepositoryKey origin, String deployment) {
    StoredDeployment stored = store.deployment(origin, deployment);
    if (stored != null) {
      deployments.addressAgain(origin, deployment, stored);
    }
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
    if (!ObjectIds.isFull(sha)) {
      throw new InvalidEventException(
          "Expected an object id of 40 or 64 hexadecimal digits, got a text of length "
              + sha.length());
    }
  }
}
