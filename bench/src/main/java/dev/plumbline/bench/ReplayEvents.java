package dev.plumbline.bench;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events shaped like those of real repositories: a commit with its paths every few hours; a pull
 * request every five commits, told of twice and reviewed; a release every forty commits told of
 * three times (pending, running, succeeded), after a failed attempt now and then; an incident after
 * one release in eight; reverts and hotfixes; one event in six a duplicate.
 */
final class ReplayEvents {

  private static final Instant START = Instant.parse("2022-01-01T00:00:00Z");
  private static final int COMMITS_PER_RELEASE = 40;
  private static final int COMMITS_PER_PULL_REQUEST = 5;
  private static final int PULL_REQUESTS_PER_HOTFIX = 40;
  private static final int COMMITS_PER_REVERT = 200;
  private static final int RELEASES_PER_INCIDENT = 8;
  private static final int RELEASES_PER_FAILURE = 12;

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

  private static List<SpecificRecord> eventsAt(String repository, int index) {
    List<SpecificRecord> events = new ArrayList<>();
    events.add(commit(repository, index));
    if (isLastOf(COMMITS_PER_PULL_REQUEST, index)) {
      addPullRequest(events, repository, index);
    }
    if (isLastOf(COMMITS_PER_RELEASE, index)) {
      addRelease(events, repository, index);
    }
    return events;
  }

  private static boolean isLastOf(int count, int index) {
    return index % count == count - 1;
  }

  private static void addPullRequest(List<SpecificRecord> events, String repository, int index) {
    Instant opened = time(index).minus(Duration.ofHours(5));
    Instant merged = time(index).plus(Duration.ofMinutes(1));
    events.add(pullRequest(repository, index, PullRequestState.OPEN, opened, null));
    events.add(
        ReviewObserved.newBuilder()
            .setSource("git")
            .setRepository(repository)
            .setPullRequest(String.valueOf(index))
            .setReview("r" + index)
            .setVersion(merged.toEpochMilli())
            .setState(ReviewState.APPROVED)
            .setSubmittedAt(merged.minus(Duration.ofHours(1)))
            .setReviewer(person(index + 1))
            .setReviewerKind(ActorKind.HUMAN)
            .build());
    events.add(pullRequest(repository, index, PullRequestState.MERGED, opened, merged));
  }

  private static PullRequestObserved pullRequest(
      String repository,
      int index,
      PullRequestState state,
      Instant opened,
      @Nullable Instant merged) {
    boolean isHotfix =
        isLastOf(PULL_REQUESTS_PER_HOTFIX * COMMITS_PER_PULL_REQUEST, index + COMMITS_PER_RELEASE);
    return PullRequestObserved.newBuilder()
        .setSource("git")
        .setRepository(repository)
        .setPullRequest(String.valueOf(index))
        .setVersion((merged == null ? opened : merged).toEpochMilli())
        .setState(state)
        .setDraft(false)
        .setOpenedAt(opened)
        .setMergedAt(merged)
        .setAuthor(person(index))
        .setAuthorKind(ActorKind.HUMAN)
        .setFirstCommitAt(time(index - COMMITS_PER_PULL_REQUEST + 1))
        .setHotfix(isHotfix)
        .setMergeSha(merged == null ? null : sha(repository, index))
        .build();
  }

  private static void addRelease(List<SpecificRecord> events, String repository, int index) {
    Instant release = time(index).plus(Duration.ofMinutes(20));
    int number = index / COMMITS_PER_RELEASE;
    if (isLastOf(RELEASES_PER_FAILURE, number)) {
      Instant attempt = release.minus(Duration.ofMinutes(10));
      events.add(deployment(repository, index, "-failed", DeploymentStatus.FAILED, attempt, 1));
    }
    events.add(deployment(repository, index, "", DeploymentStatus.PENDING, release, 0));
    events.add(deployment(repository, index, "", DeploymentStatus.RUNNING, release, 1));
    events.add(deployment(repository, index, "", DeploymentStatus.SUCCEEDED, release, 2));
    if (isLastOf(RELEASES_PER_INCIDENT, number)) {
      Instant start = release.plus(Duration.ofHours(1));
      events.add(incident(repository, index, IncidentState.OPEN, start, null));
      events.add(
          incident(
              repository, index, IncidentState.RESOLVED, start, start.plus(Duration.ofHours(2))));
    }
  }

  private static IncidentObserved incident(
      String repository,
      int index,
      IncidentState state,
      Instant start,
      @Nullable Instant resolved) {
    return IncidentObserved.newBuilder()
        .setSource("pagerduty")
        .setIncident(repository + "/" + index)
        .setVersion((resolved == null ? start : resolved).toEpochMilli())
        .setService(repository)
        .setState(state)
        .setStartedAt(start)
        .setResolvedAt(resolved)
        .build();
  }

  private static String person(int number) {
    return String.format("%032x", number % 60);
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
        .setReverts(
            isLastOf(COMMITS_PER_REVERT, index)
                ? List.of(sha(repository, index - COMMITS_PER_RELEASE))
                : List.of())
        .build();
  }

  private static DeploymentObserved deployment(
      String repository,
      int index,
      String attempt,
      DeploymentStatus status,
      Instant release,
      int minutes) {
    Instant at = release.plus(Duration.ofMinutes(minutes));
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository(repository)
        .setDeployment("v" + index + attempt)
        .setVersion(at.toEpochMilli())
        .setEnvironment("production")
        .setSha(sha(repository, index))
        .setStatus(status)
        .setStartedAt(release)
        .setFinishedAt(
            status == DeploymentStatus.SUCCEEDED || status == DeploymentStatus.FAILED ? at : null)
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
