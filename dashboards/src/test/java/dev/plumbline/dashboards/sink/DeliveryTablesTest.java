package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.change;
import static dev.plumbline.dashboards.TestFacts.deployed;
import static dev.plumbline.dashboards.TestFacts.deployment;
import static dev.plumbline.dashboards.TestFacts.merged;
import static dev.plumbline.dashboards.TestFacts.month;
import static dev.plumbline.dashboards.TestFacts.pullRequest;
import static dev.plumbline.dashboards.TestFacts.succeeded;
import static dev.plumbline.topic.Topics.FACTS_ACCOUNTS;
import static dev.plumbline.topic.Topics.FACTS_CHANGES;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.FACTS_INCIDENTS;
import static dev.plumbline.topic.Topics.FACTS_PULL_REQUESTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.Account;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures, incidents, accounts and the columns that come with them. */
class DeliveryTablesTest {

  private static final String HOSTILE = "O'Brien \"core\" <img src=x> 100% {,}\\ $team";

  private final AvroSerdes serdes = AvroSerdes.on("mock://delivery-tables");
  private final LogConsumer log = new LogConsumer(serdes);
  private final TestSink sink = new TestSink(TestPostgres.migratedDatabase(), serdes, log);

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sink.close();
  }

  @Test
  void shouldWriteWhyDeploymentFailed() throws Exception {
    log.append(FACTS_DEPLOYMENTS, deployment("checkout", "v2"), failure());

    sink.open().poll();

    assertThat(sink.rows("select * from deployments"))
        .containsExactly(
            "checkout|production|v2|acme/shop|a2|SUCCEEDED|null|2024-01-03 00:00:00+00|f|null"
                + "|github:acme/shop|prod-like|r2|{rollback,linked-incident}|{hotfix}"
                + "|2024-01-02 23:00:00+00|2024-01-03 01:00:00.5+00|v3"
                + "|{pagerduty:P1,\"jira:\\\"O'Brien\\\", x\"}|{hotfix:a2}|v1");
    assertThat(
            sink.rows(
                "select deployment, environment_type, evidence, failed_at, recovered_at,"
                    + " recovery_seconds, excluded_reason, incidents[2] from failures"))
        .containsExactly(
            "v2|prod-like|rollback+linked-incident|2024-01-02 23:00:00+00"
                + "|2024-01-03 01:00:00.5+00|7200|null|jira:\"O'Brien\", x");
    assertThat(sink.rows("select * from environments"))
        .containsExactly("checkout|production|prod-like");
  }

  @Test
  void shouldForgetFailureThatIsNone() throws Exception {
    log.append(FACTS_DEPLOYMENTS, deployment("checkout", "v2"), failure());
    sink.open().poll();
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v2"), succeeded("2024-01-03T00:00:00Z", false));

    sink.poll();

    assertThat(sink.rows("select * from failures")).isEmpty();
    assertThat(sink.rows("select failures, rework, incidents, recovered_by from deployments"))
        .containsExactly("{}|{}|{}|null");
  }

  @Test
  void shouldTellOpenAndImpossibleRecoveries() throws Exception {
    Deployment open = failure();
    open.setRecoveredAt(null);
    log.append(FACTS_DEPLOYMENTS, deployment("checkout", "open"), open);
    Deployment impossible = failure();
    impossible.setRecoveredAt(Instant.parse("2024-01-02T22:59:59.999Z"));
    log.append(FACTS_DEPLOYMENTS, deployment("checkout", "impossible"), impossible);

    sink.open().poll();

    assertThat(
            sink.rows(
                "select deployment, recovery_seconds, excluded_reason from failures order by 1"))
        .containsExactly("impossible|null|negative-duration", "open|null|open");
  }

  @Test
  void shouldWriteReplaceAndDeleteIncidents() throws Exception {
    IncidentFactKey key = new IncidentFactKey("checkout", "pagerduty", "P1");
    log.append(FACTS_INCIDENTS, key, incident("RESOLVED"));
    log.append(FACTS_INCIDENTS, new IncidentFactKey("", "jira", HOSTILE), unknownIncident(HOSTILE));
    sink.open().poll();

    assertThat(sink.rows("select * from incidents order by source"))
        .containsExactly(
            "|jira|"
                + HOSTILE
                + "|"
                + HOSTILE
                + "|null|OPEN|null|null|null|null|null|null"
                + "|unknown-service",
            "checkout|pagerduty|P1|P1|eu|RESOLVED|2024-01-02 23:00:00+00"
                + "|2024-01-03 01:00:00.5+00|high|eu|v2|window|null");
    log.append(FACTS_INCIDENTS, key, incident("OPEN"));
    log.append(FACTS_INCIDENTS, new IncidentFactKey("", "jira", HOSTILE), null);
    sink.poll();
    assertThat(sink.rows("select incident, state from incidents")).containsExactly("P1|OPEN");
  }

  @Test
  void shouldShowAccountsAsSumsOnly() throws Exception {
    assertThat(sink.open().rows("select * from account_coverage order by authors"))
        .containsExactly("bot|0", "mapped|0", "unmapped|0");
    log.append(FACTS_ACCOUNTS, new PersonKey("github", "p1"), new Account("HUMAN", 3L, true));
    log.append(FACTS_ACCOUNTS, new PersonKey("github", "p2"), new Account("UNKNOWN", 4L, true));
    log.append(FACTS_ACCOUNTS, new PersonKey("github", HOSTILE), new Account("HUMAN", 5L, false));
    log.append(FACTS_ACCOUNTS, new PersonKey("github", "p4"), new Account("BOT", 6L, false));
    log.append(FACTS_ACCOUNTS, new PersonKey("github", "p5"), new Account("BOT", 7L, true));
    sink.poll();

    assertThat(sink.rows("select * from account_coverage order by authors"))
        .containsExactly("bot|13", "mapped|7", "unmapped|5");
    log.append(FACTS_ACCOUNTS, new PersonKey("github", HOSTILE), null);
    sink.poll();
    assertThat(sink.rows("select pull_requests from account_coverage where authors = 'unmapped'"))
        .containsExactly("0");
  }

  @Test
  void shouldHideFiguresOfFewPeople() throws Exception {
    for (String metric : List.of("pull-request", "coding", "pickup", "review", "merge")) {
      people(metric, "two", 2L);
      people(metric, "five", 5L);
      people(metric, "unknown", null);
    }

    sink.open().poll();

    assertThat(
            sink.rows(
                "select distinct scope, n, excluded, median_seconds, p75_seconds, p90_seconds,"
                    + " value, contributors, suppressed from dora_metrics"
                    + " where metric <> 'change-lead-time-merge' order by scope"))
        .containsExactly(
            "five|7|1|10.00|20.00|30.00|10.00|5|null",
            "two|7|1|null|null|null|null|null|fewer-than-5-people",
            "unknown|7|1|null|null|null|null|null|fewer-than-5-people");
    assertThat(
            sink.rows(
                "select distinct value, suppressed from dora_metrics"
                    + " where metric = 'change-lead-time-merge'"))
        .containsExactly("10.00|null");
  }

  @Test
  void shouldShowParts() throws Exception {
    MetricValue value =
        MetricValue.newBuilder()
            .setDefinition("change-fail-rate@1")
            .setN(4)
            .setValue(new BigDecimal("50.00"))
            .setParts(Map.of("rollback+hotfix", 1L, "failed-status", 1L))
            .build();
    log.append(METRICS_DORA, month("change-fail-rate", "checkout", "2024-01-01"), value);

    sink.open().poll();

    assertThat(sink.rows("select value, parts, contributors from dora_metrics"))
        .containsExactly("50.00|{\"failed-status\": 1, \"rollback+hotfix\": 1}|null");
  }

  @Test
  void shouldTellStagesOfPullRequests() throws Exception {
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v1"), succeeded("2024-01-01T00:00:00Z", true));
    PullRequest early = merged("2024-01-05");
    early.setFirstCommitAt(Instant.parse("2024-01-04T00:00:00.900Z"));
    early.setRevert(true);
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), early);
    log.append(
        FACTS_CHANGES,
        change("checkout", "a1"),
        deployed("2024-01-05T10:00:00Z", "v2", "2024-01-06T00:00:00Z"));
    log.append(
        FACTS_CHANGES,
        change("search", "a1"),
        deployed("2024-01-05T10:00:00Z", "v2", "2024-01-07T00:00:00Z"));

    sink.open().poll();

    assertThat(
            sink.rows(
                "select pull_request, service, environment, commit, revert, hotfix, deployment,"
                    + " coding_seconds, pickup_seconds, review_seconds, deploy_seconds,"
                    + " lead_seconds, excluded_reason from pull_request_changes order by service"))
        .containsExactly(
            "7|checkout|production|a1|t|f|v2|115199|3600|3600|50399|172799|null",
            "7|search|production|a1|t|f|v2|115199|3600|3600|136799|259199|null");
  }

  @Test
  void shouldTakeFirstCommitFromMergeWhenPullRequestDoesNotTell() throws Exception {
    Change merge = deployed("2024-01-05T10:00:00Z", "v2", "2024-01-06T00:00:00Z");
    merge.setIsMerge(true);
    merge.setFirstMergedCommitAt(Instant.parse("2024-01-05T00:00:00Z"));
    log.append(FACTS_CHANGES, change("checkout", "a1"), merge);
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), merged("2024-01-05"));

    sink.open().poll();

    assertThat(
            sink.rows(
                "select first_commit_at, coding_seconds, lead_seconds from pull_request_changes"))
        .containsExactly("2024-01-05 00:00:00+00|28800|86400");
  }

  private void people(String measure, String scope, Long contributors) {
    MetricValue value =
        MetricValue.newBuilder()
            .setDefinition("change-lead-time/" + measure + "@1")
            .setN(7)
            .setExcluded(Map.of("bot", 1L))
            .setMedianSeconds(new BigDecimal("10.00"))
            .setP75Seconds(new BigDecimal("20.00"))
            .setP90Seconds(new BigDecimal("30.00"))
            .setValue(new BigDecimal("10.00"))
            .setContributors(contributors)
            .build();
    log.append(METRICS_DORA, month("change-lead-time-" + measure, scope, "2024-01-01"), value);
  }

  private static Deployment failure() {
    return Deployment.newBuilder()
        .setRepository("acme/shop")
        .setSha("a2")
        .setStatus("SUCCEEDED")
        .setFinishedAt(Instant.parse("2024-01-03T00:00:00Z"))
        .setSource("github:acme/shop")
        .setEnvironmentType("prod-like")
        .setRelease("r2")
        .setFailures(List.of("rollback", "linked-incident"))
        .setRework(List.of("hotfix"))
        .setFailedAt(Instant.parse("2024-01-02T23:00:00Z"))
        .setRecoveredAt(Instant.parse("2024-01-03T01:00:00.500Z"))
        .setRecoveredBy("v3")
        .setIncidents(List.of("pagerduty:P1", "jira:\"O'Brien\", x"))
        .setChanges(List.of("hotfix:a2"))
        .setRolledBackTo("v1")
        .build();
  }

  private static Incident incident(String state) {
    return Incident.newBuilder()
        .setName("P1")
        .setEnvironment("eu")
        .setState(state)
        .setStartedAt(Instant.parse("2024-01-02T23:00:00Z"))
        .setResolvedAt(Instant.parse("2024-01-03T01:00:00.500Z"))
        .setSeverity("high")
        .setCauseEnvironment("eu")
        .setCauseDeployment("v2")
        .setCauseFoundBy("window")
        .build();
  }

  private static Incident unknownIncident(String name) {
    return Incident.newBuilder()
        .setName(name)
        .setState("OPEN")
        .setReason("unknown-service")
        .build();
  }
}
