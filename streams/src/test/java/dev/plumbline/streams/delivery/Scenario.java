package dev.plumbline.streams.delivery;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.oracle.delivery.Message;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A service in March 2024, told event by event, and what is computed of it. Times are written as
 * day and time of the month: "05T18:00".
 */
final class Scenario implements AutoCloseable {

  static final String REPOSITORY = "acme/shop";
  static final String SERVICE = "shop";
  static final String PRODUCTION = "production";

  private final DeliveryDriver driver = new DeliveryDriver();

  /** Knows that the service is built from its repository. */
  Scenario() {
    send(
        new Repository(
            REPOSITORY,
            List.of(
                new RepositoryAlias("git", REPOSITORY), new RepositoryAlias("github", REPOSITORY)),
            List.of(new RepositoryService(SERVICE, PRODUCTION, List.of()))));
  }

  static Instant at(String time) {
    return Instant.parse("2024-03-" + time + ":00Z");
  }

  static String sha(String name) {
    return "%040x".formatted(name.hashCode());
  }

  static String[] shas(String... names) {
    return Arrays.stream(names).map(Scenario::sha).toArray(String[]::new);
  }

  static BigDecimal hours(double hours) {
    return BigDecimal.valueOf(Math.round(hours * 3_600)).setScale(2);
  }

  static BigDecimal number(String number) {
    return new BigDecimal(number).setScale(2);
  }

  void send(SpecificRecord event) {
    driver.send(event);
  }

  void send(Message message) {
    driver.send(message);
  }

  static CommitObserved.Builder commit(String name, String at, String... parents) {
    return CommitObserved.newBuilder()
        .setSource("git")
        .setRepository(REPOSITORY)
        .setSha(sha(name))
        .setParents(List.of(shas(parents)))
        .setAuthoredAt(at(at))
        .setCommittedAt(at(at));
  }

  /** A successful deployment to production. */
  static DeploymentObserved.Builder deployment(String id, String commit, String finishedAt) {
    return word(id, 1)
        .setService(SERVICE)
        .setEnvironment(PRODUCTION)
        .setSha(sha(commit))
        .setStatus(DeploymentStatus.SUCCEEDED)
        .setFinishedAt(at(finishedAt));
  }

  /** An observation of a deployment that says nothing yet. */
  static DeploymentObserved.Builder word(String id, long version) {
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository(REPOSITORY)
        .setDeployment(id)
        .setVersion(version);
  }

  /** Commits A, B, C .. one after the other at noon of the days from the first. */
  void commitsInARow(String... names) {
    for (int i = 0; i < names.length; i++) {
      String[] parents = i == 0 ? new String[0] : new String[] {names[i - 1]};
      send(commit(names[i], "%02dT12:00".formatted(i + 1), parents).build());
    }
  }

  void deploy(String id, String commit, String finishedAt) {
    send(deployment(id, commit, finishedAt).build());
  }

  /** A pull request of Anna's that was merged. */
  static PullRequestObserved.Builder merged(
      String number, String mergeSha, String openedAt, String mergedAt) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository(REPOSITORY)
        .setPullRequest(number)
        .setVersion(1)
        .setState(PullRequestState.MERGED)
        .setOpenedAt(at(openedAt))
        .setMergedAt(at(mergedAt))
        .setMergeSha(sha(mergeSha))
        .setAuthor("anna")
        .setAuthorKind(ActorKind.HUMAN);
  }

  static ReviewObserved.Builder review(String number, String reviewer, String at) {
    return ReviewObserved.newBuilder()
        .setSource("github")
        .setRepository(REPOSITORY)
        .setPullRequest(number)
        .setReview(number + reviewer + at)
        .setVersion(1)
        .setState(ReviewState.APPROVED)
        .setSubmittedAt(at(at))
        .setReviewer(reviewer)
        .setReviewerKind(ActorKind.HUMAN);
  }

  /** An incident of the service that is open. */
  static IncidentObserved.Builder incident(String id, String startedAt) {
    return IncidentObserved.newBuilder()
        .setSource("pager")
        .setIncident(id)
        .setVersion(1)
        .setService(SERVICE)
        .setState(IncidentState.OPEN)
        .setStartedAt(at(startedAt));
  }

  static IncidentObserved.Builder resolved(String id, String startedAt, String resolvedAt) {
    return incident(id, startedAt).setState(IncidentState.RESOLVED).setResolvedAt(at(resolvedAt));
  }

  static IncidentLinks causedBy(String... deployments) {
    return new IncidentLinks(List.of(deployments), List.of(), List.of());
  }

  <T extends SpecificRecord> T row(SpecificRecord key, Class<T> type) {
    driver.settle();
    return type.cast(driver.state().get(key));
  }

  Change change(String commit) {
    return row(new ChangeKey(REPOSITORY, sha(commit), SERVICE, PRODUCTION), Change.class);
  }

  Deployment deployment(String id) {
    return deployment(PRODUCTION, id);
  }

  Deployment deployment(String environment, String id) {
    return row(new DeploymentKey(SERVICE, environment, id), Deployment.class);
  }

  List<String> failures(String id) {
    return deployment(id).getFailures();
  }

  List<String> rework(String id) {
    return deployment(id).getRework();
  }

  Incident incident(String id) {
    return row(new IncidentFactKey(SERVICE, "pager", id), Incident.class);
  }

  MetricValue month(String metric) {
    return metric(metric, "service", SERVICE, PRODUCTION, Grain.MONTH, "2024-03-01");
  }

  MetricValue day(String metric, String day) {
    return metric(metric, "service", SERVICE, PRODUCTION, Grain.DAY, "2024-03-" + day);
  }

  MetricValue metric(
      String metric, String kind, String scope, String environment, Grain grain, String start) {
    return row(
        new MetricKey(metric, kind, scope, environment, grain, LocalDate.parse(start)),
        MetricValue.class);
  }

  @Override
  public void close() {
    driver.close();
  }
}
