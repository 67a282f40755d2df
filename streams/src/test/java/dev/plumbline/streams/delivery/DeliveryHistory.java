package dev.plumbline.streams.delivery;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history of a few repositories: branches and merges, release lines, clocks that go
 * astray, observations that are partial, contradict each other's age or tie, deployments that fail,
 * are repeated, corrected, withdrawn or name a commit nobody has seen; pull requests; and an
 * organisation that first says something else of its repositories and services.
 */
final class DeliveryHistory {

  private static final List<String> TEAMS = List.of("blue", "green", "red");
  private static final Instant START = Instant.parse("2024-02-27T22:00:00Z");

  private final Random random;
  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<Repository> repositories = new ArrayList<>();
  private final List<CommitObserved> commits = new ArrayList<>();
  private final List<DeploymentObserved> deployments = new ArrayList<>();
  private final List<PullRequestObserved> pullRequests = new ArrayList<>();
  private final List<ReviewObserved> reviews = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();

  /** What the organisation said before it said what stands now, by what stands now. */
  private final Map<SpecificRecord, SpecificRecord> superseded = new LinkedHashMap<>();

  DeliveryHistory(long seed) {
    this.random = new Random(seed);
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      addRepository("acme/r" + i);
    }
    events.addAll(repositories);
    events.addAll(commits);
    events.addAll(deployments);
    addPullRequests();
    events.addAll(pullRequests);
    addServices();
    events.addAll(services);
    events.addAll(reviews);
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
    // The last word of the organisation stands, so an earlier one comes somewhere before it.
    superseded.forEach(
        (now, before) -> shuffled.add(order.nextInt(shuffled.indexOf(now) + 1), before));
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

  List<PullRequestObserved> pullRequests() {
    return pullRequests;
  }

  List<ReviewObserved> reviews() {
    return reviews;
  }

  List<Service> services() {
    return services;
  }

  /** Services that change hands once, twice or never, and some that nobody owns. */
  private void addServices() {
    for (String name : List.of("service-1", "service-2", "service-3")) {
      if (random.nextInt(5) > 0) {
        Service service = new Service(name, owners());
        services.add(service);
        if (random.nextInt(3) == 0) {
          superseded.put(service, new Service(name, owners()));
        }
      }
    }
  }

  private List<Ownership> owners() {
    List<Ownership> owners = new ArrayList<>();
    LocalDate from = null;
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate start = from == null ? LocalDate.parse("2024-02-26") : from;
      LocalDate to = start.plusDays(1 + random.nextInt(12));
      owners.add(new Ownership(TEAMS.get(random.nextInt(TEAMS.size())), from, i > 1 ? to : null));
      from = random.nextInt(4) == 0 ? to.plusDays(2) : to;
    }
    return owners;
  }

  /** Some of them under a name that the repository no longer has. */
  private void addPullRequests() {
    for (int i = 0; i < 2; i++) {
      String name = "id-acme/r" + i;
      PullRequestHistory history =
          new PullRequestHistory(random, List.of(name, name, "id-acme/old-r" + i));
      pullRequests.addAll(history.pullRequests());
      reviews.addAll(history.reviews());
    }
    for (Repository repository : repositories) {
      if (random.nextInt(3) == 0) {
        superseded.put(repository, earlierWord(repository));
      }
    }
  }

  /** Other names, and other services. */
  private Repository earlierWord(Repository now) {
    List<RepositoryAlias> aliases = new ArrayList<>();
    aliases.add(new RepositoryAlias("github", "id-acme/r0"));
    aliases.addAll(now.getAliases().subList(0, random.nextInt(now.getAliases().size() + 1)));
    return new Repository(
        now.getRepository(),
        aliases.stream().distinct().toList(),
        List.of(new RepositoryService("service-1", "production", List.of())));
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
      aliases.add(new RepositoryAlias("github", "id-" + name.replace("acme/", "acme/old-")));
    }
    List<RepositoryService> services = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      services.add(new RepositoryService("service-" + i, "production", List.of()));
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
