package dev.plumbline.bench;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Events shaped like those of real repositories: a commit with its paths every few hours, a release
 * every forty commits told of three times (pending, running, succeeded), one event in six a
 * duplicate.
 */
final class ReplayEvents {

  private static final Instant START = Instant.parse("2022-01-01T00:00:00Z");
  private static final int COMMITS_PER_RELEASE = 40;

  private final int repositories;
  private final int commitsPerRepository;

  ReplayEvents(int repositories, int commitsPerRepository) {
    this.repositories = repositories;
    this.commitsPerRepository = commitsPerRepository;
  }

  List<String> repositories() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < repositories; i++) {
      names.add("acme/service-" + i);
    }
    return names;
  }

  /** Makes the events, repositories taking turns. */
  void forEach(Consumer<SpecificRecord> consumer) {
    Random random = new Random(1);
    for (int index = 0; index < commitsPerRepository; index++) {
      for (String repository : repositories()) {
        for (SpecificRecord event : eventsAt(repository, index)) {
          consumer.accept(event);
          if (random.nextInt(6) == 0) {
            consumer.accept(event);
          }
        }
      }
    }
  }

  private List<SpecificRecord> eventsAt(String repository, int index) {
    List<SpecificRecord> events = new ArrayList<>();
    events.add(commit(repository, index));
    if (index % COMMITS_PER_RELEASE == COMMITS_PER_RELEASE - 1) {
      Instant release = time(index).plus(Duration.ofMinutes(20));
      events.add(deployment(repository, index, DeploymentStatus.PENDING, release, 0));
      events.add(deployment(repository, index, DeploymentStatus.RUNNING, release, 1));
      events.add(deployment(repository, index, DeploymentStatus.SUCCEEDED, release, 2));
    }
    return events;
  }

  private static CommitObserved commit(String repository, int index) {
    return CommitObserved.newBuilder()
        .setSource("git")
        .setRepository(repository)
        .setSha(sha(repository, index))
        .setParents(index == 0 ? List.of() : List.of(sha(repository, index - 1)))
        .setAuthoredAt(time(index).minusSeconds(900))
        .setCommittedAt(time(index))
        .setAuthor("6f1ed002ab5595859014ebf0951522d9")
        .setCommitter("6f1ed002ab5595859014ebf0951522d9")
        .setChangedPaths(
            List.of(
                "src/main/java/com/acme/orders/OrderService.java",
                "src/test/java/com/acme/orders/OrderServiceTest.java",
                "deploy/values-production.yaml"))
        .build();
  }

  private static DeploymentObserved deployment(
      String repository, int index, DeploymentStatus status, Instant release, int minutes) {
    Instant at = release.plus(Duration.ofMinutes(minutes));
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository(repository)
        .setDeployment("v" + index)
        .setVersion(at.toEpochMilli())
        .setEnvironment("production")
        .setSha(sha(repository, index))
        .setStatus(status)
        .setStartedAt(release)
        .setFinishedAt(status == DeploymentStatus.SUCCEEDED ? at : null)
        .build();
  }

  private static Instant time(int index) {
    return START.plus(Duration.ofHours(3L * index));
  }

  private static String sha(String repository, int index) {
    long high = new Random(repository.hashCode() * 31L + index).nextLong();
    return String.format("%016x%08x%016x", high, repository.hashCode(), index);
  }
}
