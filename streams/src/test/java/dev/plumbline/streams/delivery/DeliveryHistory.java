package dev.plumbline.streams.delivery;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history of a few repositories: branches and merges, release lines, clocks that go
 * astray, observations that are partial, contradict each other's age or tie, deployments that fail,
 * are repeated, corrected, withdrawn or name a commit nobody has seen.
 */
final class DeliveryHistory {

  private static final Instant START = Instant.parse("2024-02-27T22:00:00Z");

  private final Random random;
  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<Repository> repositories = new ArrayList<>();
  private final List<CommitObserved> commits = new ArrayList<>();
  private final List<DeploymentObserved> deployments = new ArrayList<>();

  DeliveryHistory(long seed) {
    this.random = new Random(seed);
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      addRepository("acme/r" + i);
    }
    events.addAll(repositories);
    events.addAll(commits);
    events.addAll(deployments);
  }

  /** Every event once, in an order that says nothing. */
  List<SpecificRecord> events() {
    return events;
  }

  /** The events in another order, each one to five times. */
  List<SpecificRecord> shuffled(long seed) {
    Random order = new Random(seed);
    List<SpecificRecord> shuffled = new ArrayList<>();
    for (SpecificRecord event : events) {
      int copies = order.nextInt(4) == 0 ? 1 + order.nextInt(5) : 1;
      shuffled.addAll(Collections.nCopies(copies, event));
    }
    Collections.shuffle(shuffled, order);
    return shuffled;
  }

  List<Repository> repositories() {
    return repositories;
  }

  List<CommitObserved> commits() {
    return commits;
  }

  List<DeploymentObserved> deployments() {
    return deployments;
  }

  private void addRepository(String name) {
    boolean isMirrored = random.nextInt(3) == 0;
    if (random.nextInt(8) > 0) {
      repositories.add(record(name, isMirrored));
    }
    List<String> shas = addCommits(name, isMirrored);
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      addDeployment(name, "v" + random.nextInt(count + 3), shas);
    }
  }

  private Repository record(String name, boolean isMirrored) {
    List<RepositoryAlias> aliases = new ArrayList<>();
    aliases.add(new RepositoryAlias("git", name));
    if (isMirrored) {
      aliases.add(new RepositoryAlias("github", "id-" + name));
    }
    List<RepositoryService> services = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      services.add(new RepositoryService("service-" + i, "production"));
    }
    return new Repository(name, aliases, services);
  }

  private List<String> addCommits(String name, boolean isMirrored) {
    List<String> shas = new ArrayList<>();
    int count = 1 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      String sha = sha(name, i);
      List<String> parents = parents(shas);
      Instant committedAt = clock(i);
      if (random.nextInt(20) > 0) {
        commits.add(commit("git", name, sha, parents, committedAt));
      }
      if (isMirrored && random.nextBoolean()) {
        boolean knowsParents = random.nextBoolean();
        commits.add(
            commit(
                "github",
                "id-" + name,
                sha,
                knowsParents ? parents : null,
                random.nextBoolean() ? committedAt : null));
      }
      shas.add(sha);
    }
    return shas;
  }

  private List<String> parents(List<String> shas) {
    List<String> parents = new ArrayList<>();
    int most = random.nextInt(12) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
    for (int i = 0; i < most && !shas.isEmpty(); i++) {
      int back = random.nextInt(4) == 0 ? random.nextInt(shas.size()) : 0;
      String parent = shas.get(shas.size() - 1 - back);
      if (!parents.contains(parent)) {
        parents.add(parent);
      }
    }
    return parents;
  }

  private Instant clock(int index) {
    Instant regular = START.plus(Duration.ofHours(9L * index));
    return switch (random.nextInt(12)) {
      case 0 -> regular.plus(Duration.ofDays(random.nextInt(40)));
      case 1 -> regular.minusMillis(random.nextInt(3_000));
      default -> regular;
    };
  }

  private CommitObserved commit(
      String source, String repository, String sha, List<String> parents, Instant committedAt) {
    return CommitObserved.newBuilder()
        .setSource(source)
        .setRepository(repository)
        .setSha(sha)
        .setParents(parents)
        .setAuthoredAt(committedAt == null ? null : committedAt.minusSeconds(30))
        .setCommittedAt(committedAt)
        .build();
  }

  private void addDeployment(String name, String id, List<String> shas) {
    String sha = shas.get(random.nextInt(shas.size()));
    long version = 1_000 + random.nextInt(3);
    boolean namesService = random.nextInt(4) > 0;
    String source = random.nextInt(8) == 0 ? "github" : "git";
    DeploymentObserved first =
        DeploymentObserved.newBuilder()
            .setSource(source)
            .setRepository(source.equals("git") ? name : "id-" + name)
            .setDeployment(id)
            .setVersion(version)
            .setService(namesService ? "service-" + (1 + random.nextInt(2)) : null)
            .setEnvironment(random.nextInt(6) == 0 ? "staging" : "production")
            .setSha(random.nextInt(15) == 0 ? sha("nowhere", 1) : sha)
            .setStatus(status())
            .setFinishedAt(random.nextInt(12) == 0 ? null : clock(random.nextInt(30)))
            .build();
    deployments.add(first);
    for (int i = random.nextInt(3); i > 0; i--) {
      deployments.add(later(first, shas));
    }
  }

  /** A later or equally old word on the deployment, with some fields only. */
  private DeploymentObserved later(DeploymentObserved first, List<String> shas) {
    DeploymentObserved.Builder later =
        DeploymentObserved.newBuilder()
            .setSource(first.getSource())
            .setRepository(first.getRepository())
            .setDeployment(first.getDeployment())
            .setVersion(first.getVersion() + random.nextInt(2))
            .setAttempt(1 + random.nextInt(2));
    switch (random.nextInt(7)) {
      case 0 -> later.setWithdrawn(random.nextInt(3) > 0);
      case 1 -> later.setSha(shas.get(random.nextInt(shas.size())));
      case 2 -> later.setStatus(DeploymentStatus.FAILED);
      case 3 -> later.setEnvironment("staging");
      case 4 -> later.setService("service-2").setEnvironment("production").setSha(first.getSha());
      default -> later.setStatus(status()).setFinishedAt(clock(random.nextInt(30)));
    }
    return later.build();
  }

  private DeploymentStatus status() {
    return random.nextInt(5) == 0
        ? DeploymentStatus.values()[random.nextInt(DeploymentStatus.values().length)]
        : DeploymentStatus.SUCCEEDED;
  }

  private static String sha(String name, int index) {
    return String.format("%08x%032x", name.hashCode(), index * 7_919L);
  }
}
