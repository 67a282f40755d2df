package dev.plumbline.dashboards;

import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Facts and metrics with as little said as a test needs. */
public final class TestFacts {

  private TestFacts() {}

  public static ChangeKey change(String service, String sha) {
    return new ChangeKey("acme/shop", sha, service, "production");
  }

  public static Change deployed(String committedAt, String deployment, String deployedAt) {
    Instant committed = Instant.parse(committedAt);
    return Change.newBuilder()
        .setIsMerge(false)
        .setAuthoredAt(committed)
        .setCommittedAt(committed)
        .setDeployment(deployment)
        .setDeployedAt(Instant.parse(deployedAt))
        .build();
  }

  public static Change excluded(String committedAt, String reason) {
    Instant committed = committedAt == null ? null : Instant.parse(committedAt);
    return Change.newBuilder()
        .setIsMerge(reason.equals("merge-commit"))
        .setAuthoredAt(committed)
        .setCommittedAt(committed)
        .setExcludedReason(reason)
        .build();
  }

  public static DeploymentKey deployment(String service, String deployment) {
    return new DeploymentKey(service, "production", deployment);
  }

  public static Deployment succeeded(String finishedAt, boolean isFirst) {
    return Deployment.newBuilder()
        .setStatus("SUCCEEDED")
        .setFinishedAt(Instant.parse(finishedAt))
        .setIsFirst(isFirst)
        .build();
  }

  public static PullRequestKey pullRequest(String number) {
    return new PullRequestKey("acme/shop", number);
  }

  /** Opened by a person at eight, reviewed an hour later, merged after another one. */
  public static PullRequest merged(String day) {
    Instant opened = Instant.parse(day + "T08:00:00Z");
    return PullRequest.newBuilder()
        .setState("MERGED")
        .setOpenedAt(opened)
        .setReadyAt(opened)
        .setFirstReviewAt(opened.plusSeconds(3_600))
        .setMergedAt(opened.plusMillis(7_200_123))
        .setClosedAt(opened.plusMillis(7_200_123))
        .setMergeSha("a1")
        .setAuthorKind("HUMAN")
        .setIntoDefaultBranch(true)
        .setReviews(2)
        .build();
  }

  public static PullRequest draft() {
    return PullRequest.newBuilder()
        .setState("OPEN")
        .setDraft(true)
        .setAuthorKind("UNKNOWN")
        .build();
  }

  public static TicketFactKey ticket(String ticket) {
    return new TicketFactKey("jira", ticket);
  }

  public static Ticket received(String queue, String createdAt) {
    return Ticket.newBuilder()
        .setQueue(queue)
        .setState("NEW")
        .setCreatedAt(createdAt == null ? null : Instant.parse(createdAt))
        .setReporterKind("HUMAN")
        .build();
  }

  public static MetricKey demand(String scopeKind, String scope, String start) {
    return new MetricKey(
        "ops-tickets-received", scopeKind, scope, "", Grain.MONTH, LocalDate.parse(start));
  }

  public static MetricValue tickets(long n, Map<String, Long> excluded) {
    MetricValue value = count("ops-demand/tickets@1", n);
    value.setExcluded(excluded);
    return value;
  }

  public static PullRequestKey pullRequest(String repository, String pullRequest) {
    return new PullRequestKey(repository, pullRequest);
  }

  public static PullRequest opened(String openedAt) {
    return PullRequest.newBuilder()
        .setState("OPEN")
        .setOpenedAt(Instant.parse(openedAt))
        .setAuthorKind("HUMAN")
        .build();
  }

  public static MetricKey month(String metric, String service, String start) {
    return new MetricKey(
        metric, "service", service, "production", Grain.MONTH, LocalDate.parse(start));
  }

  public static MetricValue count(String definition, long n) {
    return MetricValue.newBuilder()
        .setDefinition(definition)
        .setN(n)
        .setValue(decimal(String.valueOf(n)))
        .build();
  }

  public static MetricValue leadTime(long n, Map<String, Long> excluded, String... figures) {
    return MetricValue.newBuilder()
        .setDefinition("change-lead-time/commit@1")
        .setN(n)
        .setExcluded(excluded)
        .setMedianSeconds(decimal(figures[0]))
        .setP75Seconds(decimal(figures[1]))
        .setP90Seconds(decimal(figures[2]))
        .setValue(decimal(figures[0]))
        .build();
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(2);
  }
}
