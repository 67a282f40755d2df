package dev.plumbline.dashboards.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.dashboards.sink.TestSink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Map<MetricKey, MetricValue> metrics;
  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws Exception {
    String url = TestPostgres.migratedDatabase();
    AvroSerdes serdes = AvroSerdes.on("mock://explain-api");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = new LogConsumer(serdes);
    TestDelivery delivery = new TestDelivery(log);
    delivery.append();
    metrics = delivery.metrics();
    for (Family family : List.of(Family.DELIVERY, Family.ORGANISATION)) {
      try (TestSink sink = new TestSink(family, url, serdes, log)) {
        sink.open().poll();
        sink.execute("analyze");
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

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldListWhatEveryFigureCounts(DoraMetric metric) throws Exception {
    int figures = 0;
    for (Map.Entry<MetricKey, MetricValue> figure : metrics.entrySet()) {
      MetricKey key = figure.getKey();
      boolean isAsked = key.getGrain() != Grain.DAY || key.getScopeKind().equals("team");
      if (key.getMetric().equals(metric.id()) && isAsked) {
        assertExplains(key, figure.getValue());
        figures++;
      }
    }
    assertThat(figures).isGreaterThan(15);
  }

  private static void assertExplains(MetricKey key, MetricValue value) throws Exception {
    JsonNode answer = explain(key);
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode group : answer.get("groups")) {
      counts.put(group.get("reason").asText(), group.get("count").asLong());
      assertThat(group.get("facts")).hasSize(group.get("count").asInt());
    }
    Map<String, Long> expected = new TreeMap<>(value.getExcluded());
    if (value.getN() > 0) {
      expected.put("null", value.getN());
    }
    assertThat(counts).as(key.toString()).isEqualTo(expected);
    assertThat(answer.get("figure").get("n").asLong()).isEqualTo(value.getN());
    assertThat(answer.get("figure").get("excludedByReason").size())
        .isEqualTo(value.getExcluded().size());
  }

  private static JsonNode explain(MetricKey key) throws Exception {
    return json(
        "/api/v1/explain/%s?scope_kind=%s&scope=%s&environment=%s&period=%s"
            .formatted(
                key.getMetric(),
                key.getScopeKind(),
                encoded(key.getScope()),
                encoded(key.getEnvironment()),
                new Period(key.getGrain(), key.getPeriodStart())));
  }

  @Test
  void shouldTellDefinitionAndContribution() throws Exception {
    JsonNode answer =
        json("/api/v1/explain/change-lead-time?scope=search&environment=prod-eu&period=2024-01");

    assertThat(answer.get("definition").asText()).isEqualTo("change-lead-time/commit@1");
    assertThat(answer.get("definitionLink").asText())
        .isEqualTo("/definitions#change-lead-time/commit@1");
    assertThat(answer.get("definitionText").asText()).contains("from its committer's time");
    assertThat(answer.get("scopeKind").asText()).isEqualTo("service");
    JsonNode counted = answer.get("groups").get(0);
    assertThat(counted.get("reason").isNull()).isTrue();
    for (JsonNode fact : counted.get("facts")) {
      long seconds =
          Duration.between(
                  Instant.parse(fact.get("startedAt").asText()),
                  Instant.parse(fact.get("endedAt").asText()))
              .getSeconds();
      assertThat(fact.get("seconds").asLong()).isEqualTo(seconds);
      assertThat(fact.get("kind").asText()).isEqualTo("commit");
      assertThat(fact.get("source").asText()).isEqualTo("acme/search");
    }
  }

  @Test
  void shouldTellClassesOfFailedDeployments() throws Exception {
    JsonNode groups =
        json("/api/v1/explain/change-fail-rate?scope_kind=organisation&environment=production"
                + "&period=2024-01")
            .get("groups");

    assertThat(groups).hasSize(1);
    assertThat(groups.findValuesAsText("classes")).contains("rollback", "null");
  }

  @Test
  void shouldStateLimitAndWholeCount() throws Exception {
    String path =
        "/api/v1/explain/change-lead-time?scope=search&environment=prod-eu&period=2024-01";
    JsonNode all = json(path);
    JsonNode some = json(path + "&limit=1");

    assertThat(some.get("limit").asInt()).isEqualTo(1);
    assertThat(some.get("groups").findValuesAsText("count"))
        .isEqualTo(all.get("groups").findValuesAsText("count"));
    assertThat(some.get("groups")).allSatisfy(group -> assertThat(group.get("facts")).hasSize(1));
  }

  @Test
  void shouldAnswerCsv() throws Exception {
    String csv =
        get("/api/v1/explain/change-lead-time?scope=search&environment=staging&period=2024-01"
                + "&format=csv")
            .body();

    assertThat(csv)
        .startsWith(
            "reason,count,kind,id,repository,service,environment,deployment,started_at,ended_at,"
                + "seconds,classes,source\n,")
        .contains("\nmerge-commit,");
  }

  @Test
  void shouldTellNoFactsOfFewPeople() throws Exception {
    String path =
        "/api/v1/explain/change-lead-time-coding?scope=search&environment=staging&period=2024-01";
    assertThat(json(path).get("groups")).isNotEmpty();
    for (String contributors : List.of("4", "null")) {
      contributors(contributors);
      JsonNode answer = json(path);
      String csv = get(path + "&format=csv").body();
      contributors("5");
      assertThat(answer.get("groups")).isEmpty();
      assertThat(answer.get("figure").get("suppressed").asText()).isEqualTo("fewer-than-5-people");
      assertThat(answer.get("figure").get("value").isNull()).isTrue();
      assertThat(csv.lines()).hasSize(1);
    }
  }

  private static void contributors(String number) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update dora_metric set contributors = "
              + number
              + " where scope = 'search' and environment = 'staging'"
              + " and metric = 'change-lead-time-coding'");
    }
  }

  @Test
  void shouldTakeOnlyProductionAndOnlyOrganisationWhenNothingElseIsSaid() throws Exception {
    JsonNode answer =
        json("/api/v1/explain/deployment-frequency?scope_kind=organisation&period=2024-01");
    assertThat(answer.get("scope").asText()).isEqualTo("acme");
    assertThat(answer.get("environment").asText()).isEqualTo("production");
  }

  @Test
  void shouldSayThatNothingIsThere() throws Exception {
    JsonNode answer =
        json("/api/v1/explain/change-fail-rate?scope=search&environment=staging&period=1999-W05");
    assertThat(answer.get("figure").isNull()).isTrue();
    assertThat(answer.get("groups")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "change-lead-tme?scope=search&period=2024-01|404|did you mean \"change-lead-time\"",
        "change-lead-time?scope=serch&period=2024-01|404|did you mean \"search\"",
        "change-lead-time?scope=search&period=2024-01|404|several of type production: prod-eu",
        "change-lead-time?period=2024-01|400|parameter scope: expected the name of a service",
        "change-lead-time?scope=search|400|expected a month as 2025-03",
        "change-lead-time?scope=search&period=2024|400|got \"2024\"",
        "change-lead-time?scope=search&period=2024-01&limit=0|400|from 1 to 100000, got \"0\"",
        "change-lead-time-review?scope=search&period=2024-W02|400|expected a month, for",
        "change-lead-time?scope=search&environment=qa&period=2024-01|404|unknown environment"
      })
  void shouldSayWhatIsExpected(String query, int status, String message) throws Exception {
    HttpResponse<String> answer = get("/api/v1/explain/" + query);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("error").asText()).contains(message);
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

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
