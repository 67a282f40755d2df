package dev.plumbline.dashboards.http;

import static dev.plumbline.dashboards.TestFacts.month;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.FACTS_INCIDENTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static dev.plumbline.topic.Topics.ORGANISATION_SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.TestFacts;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.dashboards.sink.TestSink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates without classes, recovery with open failures, levels, doctor, and the facts behind. */
class FiveMetricsApiTest {

  private static final String HOSTILE = "O'Brien \"core\", <img src=x>";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws Exception {
    String url = TestPostgres.migratedDatabase();
    AvroSerdes serdes = AvroSerdes.on("mock://five-metrics-api");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = new LogConsumer(serdes);
    appendMetrics(log);
    appendFacts(log);
    for (Family family : List.of(Family.DELIVERY, Family.ORGANISATION)) {
      try (TestSink sink = new TestSink(family, url, serdes, log)) {
        sink.open().poll();
      }
    }
    database = Database.at(url);
    api =
        ReadApi.start(
            new InetSocketAddress("127.0.0.1", 0),
            database,
            ReadApi.Options.NONE,
            () -> CompletableFuture.completedFuture(0L),
            () -> new Health(Map.of()),
            "127.0.0.1:1",
            new SimpleMeterRegistry());
  }

  private static void appendMetrics(LogConsumer log) {
    log.append(
        METRICS_DORA,
        month("change-fail-rate", "checkout", "2024-01-01"),
        rate(
            "change-fail-rate@1",
            7,
            "57.14",
            Map.of("rollback", 1L, "rollback+hotfix", 1L, "time-window", 1L, "failed-status", 1L)));
    log.append(
        METRICS_DORA,
        month("deployment-rework-rate", "checkout", "2024-01-01"),
        rate(
            "deployment-rework-rate@1", 8, "37.50", Map.of("rollback+revert", 1L, "rollback", 2L)));
    log.append(
        METRICS_DORA,
        month("deployment-frequency", "checkout", "2024-01-01"),
        TestFacts.count("deployment-frequency@1", 62));
    log.append(
        METRICS_DORA,
        month("change-lead-time", "checkout", "2024-01-01"),
        TestFacts.leadTime(9, Map.of(), "3600", "7200", "7200"));
    log.append(
        METRICS_DORA,
        new MetricKey(
            "deployment-frequency",
            "service",
            "checkout",
            "staging",
            Grain.MONTH,
            LocalDate.parse("2024-01-01")),
        TestFacts.count("deployment-frequency@1", 5));
    log.append(
        METRICS_DORA,
        new MetricKey(
            "deployment-frequency",
            "service",
            HOSTILE,
            "eu-live",
            Grain.MONTH,
            LocalDate.parse("2024-01-01")),
        TestFacts.count("deployment-frequency@1", 1));
    log.append(
        METRICS_DORA,
        new MetricKey(
            "deployment-frequency",
            "team",
            "payments",
            "production",
            Grain.MONTH,
            LocalDate.parse("2024-01-01")),
        TestFacts.count("deployment-frequency@1", 1));
  }

  private static void appendFacts(LogConsumer log) {
    failure(log, "checkout", "production", "v1", 1, 100L);
    failure(log, "checkout", "production", "v2", 2, 300L);
    failure(log, "checkout", "production", "v3", 3, null);
    failure(log, "checkout", "staging", "v3", 3, 1L);
    failure(log, HOSTILE, "eu-live", "v9", 4, 50L);
    log.append(
        ORGANISATION_SERVICES,
        new ServiceKey("checkout"),
        new Service(
            "checkout",
            List.of(
                Ownership.newBuilder()
                    .setTeam("payments")
                    .setTo(LocalDate.parse("2024-01-04"))
                    .build())));
    log.append(
        FACTS_INCIDENTS,
        new IncidentFactKey("checkout", "pagerduty", "P1"),
        Incident.newBuilder()
            .setName("P1")
            .setState("OPEN")
            .setStartedAt(BEGIN)
            .setReason("no-deployment")
            .build());
    log.append(
        FACTS_INCIDENTS,
        new IncidentFactKey("", "jira", "7"),
        Incident.newBuilder().setState("RESOLVED").setReason("unknown-service").build());
  }

  /** One that finished on a day and was over after some seconds, or not yet. */
  private static void failure(
      LogConsumer log, String service, String environment, String id, int day, Long seconds) {
    Instant finished = BEGIN.plusSeconds(day * 86_400L);
    log.append(
        FACTS_DEPLOYMENTS,
        new DeploymentKey(service, environment, id),
        Deployment.newBuilder()
            .setStatus("SUCCEEDED")
            .setFinishedAt(finished)
            .setEnvironmentType(environment.equals("staging") ? "staging" : "production")
            .setFailures(List.of("rollback", "time-window"))
            .setFailedAt(finished)
            .setRecoveredAt(seconds == null ? null : finished.plusSeconds(seconds))
            .setIncidents(List.of("jira:" + HOSTILE))
            .build());
  }

  private static MetricValue rate(
      String definition, long n, String value, Map<String, Long> parts) {
    return MetricValue.newBuilder()
        .setDefinition(definition)
        .setN(n)
        .setValue(new BigDecimal(value))
        .setParts(parts)
        .build();
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|57.14|37.5",
        "without=rollback|42.86|12.5",
        "without=rollback,time-window|28.57|12.5",
        "without=rollback&without=hotfix|28.57|12.5",
        "without=rollback,hotfix,time-window,failed-status|0|12.5",
        "without=incident-response|57.14|37.5"
      })
  void shouldLeaveClassesOutOfRates(String without, String fail, String rework) throws Exception {
    String path = "/api/v1/metrics/dora?service=checkout&metric=change-fail-rate";
    JsonNode rows =
        json(path + "&metric=deployment-rework-rate&" + (without == null ? "" : without));

    assertThat(rows.findValuesAsText("value")).containsExactly(fail, rework);
    assertThat(rows.get(0).get("parts").get("rollback+hotfix").asLong()).isEqualTo(1);
  }

  @Test
  void shouldSpeakOfProductionWhateverItIsCalled() throws Exception {
    assertThat(json("/api/v1/metrics/dora?service=checkout&metric=deployment-frequency"))
        .hasSize(1)
        .allSatisfy(row -> assertThat(row.get("environment").asText()).isEqualTo("production"));
    JsonNode all = json("/api/v1/metrics/dora?metric=deployment-frequency");
    assertThat(all.findValuesAsText("environment")).containsExactly("eu-live", "production");
    assertThat(
            json("/api/v1/metrics/dora?service=checkout&metric=deployment-frequency"
                    + "&environment=staging")
                .findValuesAsText("value"))
        .containsExactly("5");
  }

  @Test
  void shouldGiveEveryMetricAValueOrNone() throws Exception {
    JsonNode rows = json("/api/v1/metrics/dora?service=checkout");
    assertThat(rows).hasSize(11);
    assertThat(rows.findValuesAsText("definition")).doesNotHaveDuplicates();
    assertThat(rows)
        .filteredOn(row -> row.get("metric").asText().startsWith("change-lead-time-"))
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.get("value").isNull()).isTrue());
    assertThat(
            json("/api/v1/metrics/dora?service=checkout&grain=week&from=2024-01-01&to=2024-01-02"))
        .hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dora?without=rolback|did you mean \"rollback\"",
        "dora?metric=change-fail-rat|did you mean \"change-fail-rate\"",
        "recovery?scope=checkout|parameter as_of: expected the time",
        "recovery?as_of=2024-01-01|parameter scope: expected the name of a service"
      })
  void shouldSayWhatIsExpected(String query, String message) throws Exception {
    HttpResponse<String> answer = get("/api/v1/metrics/" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("error").asText()).contains(message);
  }

  @Test
  void shouldLetOpenFailuresLastUntilThen() throws Exception {
    String path = "/api/v1/metrics/recovery?scope=checkout&as_of=";
    JsonNode later = json(path + "2024-02-01");

    assertThat(later).hasSize(1);
    assertThat(later.get(0).toString())
        .isEqualTo(
            "{\"definition\":\"failed-deployment-recovery-time@1\",\"scopeKind\":\"service\","
                + "\"scope\":\"checkout\",\"environment\":\"production\","
                + "\"periodStart\":\"2024-01-01\",\"asOf\":\"2024-02-01T00:00:00Z\","
                + "\"failures\":3,\"recovered\":2,\"open\":1,\"excluded\":0,"
                + "\"medianSeconds\":200,\"kaplanMeierMedianSeconds\":300}");
    JsonNode sooner = json(path + "2024-01-03T00:02:00Z");
    assertThat(sooner.get(0).get("open").asInt()).isEqualTo(1);
    assertThat(sooner.get(0).get("failures").asInt()).isEqualTo(2);
    assertThat(sooner.get(0).get("kaplanMeierMedianSeconds").asInt()).isEqualTo(100);
    assertThat(json(path + "2024-01-01")).isEmpty();
  }

  @Test
  void shouldCountFailuresForTheirOwnerOfThatDay() throws Exception {
    JsonNode rows =
        json("/api/v1/metrics/recovery?scope_kind=team&scope=payments&grain=day&as_of=2024-02-01");
    assertThat(rows.findValuesAsText("periodStart")).containsExactly("2024-01-02", "2024-01-03");
  }

  @Test
  void shouldTellScoresAndLevelsWithTheirEdition() throws Exception {
    JsonNode rows = json("/api/v1/levels?scope=checkout&period=2024-01");

    assertThat(row(rows, "deployment-frequency", "quick-check-2025").get("score").asInt())
        .isEqualTo(10);
    assertThat(row(rows, "deployment-frequency", "2023").get("value").asInt()).isEqualTo(2);
    assertThat(row(rows, "change-lead-time", "2021").get("level").asText()).isEqualTo("high");
    assertThat(row(rows, "change-lead-time", "2024").get("level").asText()).isEqualTo("elite");
    assertThat(row(rows, "change-fail-rate", "2024").get("level").asText()).isEqualTo("low");
    assertThat(row(rows, "failed-deployment-recovery-time", "2024").get("reason").asText())
        .isEqualTo("no-data");
    assertThat(row(rows, "software-delivery", "quick-check-2025").get("reason").asText())
        .isEqualTo("without failed-deployment-recovery-time");
    assertThat(rows).allSatisfy(row -> assertThat(row.get("edition").asText()).isNotEmpty());
  }

  private static JsonNode row(JsonNode rows, String metric, String edition) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get("metric").asText().equals(metric))
        .filter(row -> row.get("edition").asText().equals(edition))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldListDeploymentsFailuresAndIncidents() throws Exception {
    JsonNode deployments =
        json("/api/v1/facts/deployments?service=checkout&environment=production&to=2024-01-03");
    assertThat(deployments.findValuesAsText("deployment")).containsExactly("v1");
    assertThat(deployments.get(0).get("failures").toString())
        .isEqualTo("[\"rollback\",\"time-window\"]");

    JsonNode failures = json("/api/v1/facts/failures?from=2024-01-04");
    assertThat(failures.findValuesAsText("deployment")).containsExactly("v3", "v3", "v9");
    assertThat(failures.findValuesAsText("excludedReason")).contains("open");
    assertThat(failures.get(0).get("incidents").get(0).asText()).isEqualTo("jira:" + HOSTILE);

    assertThat(get("/api/v1/facts/incidents?format=csv").body())
        .isEqualTo(
            "service,source,incident,name,environment,state,started_at,resolved_at,severity,"
                + "cause_environment,cause_deployment,cause_found_by,reason\n"
                + "checkout,pagerduty,P1,P1,,OPEN,2024-01-01T00:00:00Z,,,,,,no-deployment\n"
                + ",jira,7,,,RESOLVED,,,,,,,unknown-service\n");
    assertThat(get("/api/v1/facts/failures?service=chekout").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellListsInCsvAsJson() throws Exception {
    assertThat(
            get("/api/v1/facts/failures?environment=eu-live&service=" + hostile() + "&format=csv")
                .body())
        .contains("\"[\"\"rollback\"\", \"\"time-window\"\"]\"");
  }

  private static String hostile() {
    return URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    JsonNode answer = JSON.readTree(get("/api/v1/doctor?as_of=2024-02-01").body());

    assertThat(answer.get("asOf").asText()).isEqualTo("2024-02-01T00:00:00Z");
    assertThat(check(answer, "deployments").get("number").asText()).isEqualTo("5");
    assertThat(check(answer, "services-without-owner").get("next").asText())
        .contains("checkout", HOSTILE);
    assertThat(check(answer, "incidents-open").get("level").asText()).isEqualTo("warning");
    assertThat(check(answer, "incidents-without-service").get("number").asText())
        .isEqualTo("1 of 2 (50.0 %)");
    assertThat(check(answer, "quarantine").get("number").asText()).isEqualTo("unknown");
    assertThat(answer.get("problems").asInt()).isPositive();
    assertThat(get("/api/v1/doctor?as_of=soon").statusCode()).isEqualTo(400);
  }

  private static JsonNode check(JsonNode answer, String id) {
    return StreamSupport.stream(answer.get("checks").spliterator(), false)
        .filter(check -> check.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + api.port() + path);
    return CLIENT.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
