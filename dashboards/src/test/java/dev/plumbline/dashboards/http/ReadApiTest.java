package dev.plumbline.dashboards.http;

import static dev.plumbline.dashboards.TestFacts.change;
import static dev.plumbline.dashboards.TestFacts.count;
import static dev.plumbline.dashboards.TestFacts.deployed;
import static dev.plumbline.dashboards.TestFacts.deployment;
import static dev.plumbline.dashboards.TestFacts.excluded;
import static dev.plumbline.dashboards.TestFacts.leadTime;
import static dev.plumbline.dashboards.TestFacts.month;
import static dev.plumbline.dashboards.TestFacts.succeeded;
import static dev.plumbline.topic.Topics.FACTS_CHANGES;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.dashboards.sink.TestSink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadApiTest {

  private static final List<String> HOSTILE =
      List.of(
          "O'Brien \"core\"",
          "100% $team",
          "<img src=x>",
          "two\nlines",
          "a,b",
          "=cmd|' /C calc'!A0",
          "'; drop table plumbline.change; --",
          ":services",
          "{\"a\",b}",
          "\\");
  private static final String CHANGES_HEADER =
      "commit,repository,service,environment,is_merge,authored_at,committed_at,deployment,"
          + "deployed_at,lead_time_seconds,excluded_reason\n";
  private static final String DORA_HEADER =
      "metric,definition,scope,environment,period_start,n,excluded,median_seconds,p75_seconds,"
          + "p90_seconds,value,contributors,suppressed\n";
  private static final String CLASSIC =
      "&metric=deployment-frequency&metric=deployment-days&metric=change-lead-time";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Database database;
  private static ReadApi api;
  private static CheckResult kafka = CheckResult.up();

  @BeforeAll
  static void start() throws Exception {
    String url = TestPostgres.migratedDatabase();
    AvroSerdes serdes = AvroSerdes.on("mock://read-api");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = new LogConsumer(serdes);
    appendChanges(log);
    appendMetrics(log);
    try (TestSink sink = new TestSink(url, serdes, log)) {
      sink.open().poll();
    }
    database = Database.at(url);
    api =
        ReadApi.start(
            new InetSocketAddress("127.0.0.1", 0),
            database,
            ReadApi.Options.NONE,
            () -> CompletableFuture.completedFuture(7L),
            () -> new Health(Map.of("kafka", kafka)),
            "127.0.0.1:1",
            new SimpleMeterRegistry());
  }

  private static void appendChanges(LogConsumer log) {
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v1"), succeeded("2024-01-02T00:00:00Z", true));
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v2"), succeeded("2024-01-03T00:00:00Z", false));
    log.append(
        FACTS_CHANGES,
        change("checkout", "a1"),
        deployed("2024-01-01T00:00:00Z", "v1", "2024-01-02T00:00:00Z"));
    log.append(
        FACTS_CHANGES,
        change("checkout", "a2"),
        deployed("2024-01-02T12:00:00Z", "v2", "2024-01-03T00:00:00.5Z"));
    log.append(
        FACTS_CHANGES,
        change("checkout", "a0"),
        deployed("2024-01-02T12:00:00Z", "v2", "2024-01-03T00:00:00Z"));
    log.append(
        FACTS_CHANGES, change("checkout", "b1"), excluded("2024-01-02T13:00:00Z", "merge-commit"));
    log.append(
        FACTS_CHANGES, change("checkout", "b2"), excluded("2024-02-01T00:00:00Z", "not-deployed"));
    log.append(
        FACTS_CHANGES,
        change("checkout", "b3"),
        deployed("2024-01-04T00:00:00Z", "v2", "2024-01-03T00:00:00Z"));
    log.append(FACTS_CHANGES, change("checkout", "b4"), excluded(null, "commit-time-unknown"));
    log.append(
        FACTS_CHANGES,
        new ChangeKey("acme/lost", "c1", "", ""),
        excluded("2024-01-05T00:00:00Z", "unknown-service"));
    HOSTILE.forEach(
        name ->
            log.append(
                FACTS_CHANGES,
                new ChangeKey("acme/odd", "d1", name, name),
                excluded("2024-03-01T00:00:00Z", "not-deployed")));
  }

  private static void appendMetrics(LogConsumer log) {
    log.append(
        METRICS_DORA,
        month("deployment-frequency", "checkout", "2024-01-01"),
        count("deployment-frequency@1", 2));
    log.append(
        METRICS_DORA,
        month("deployment-days", "checkout", "2024-01-01"),
        count("deployment-frequency/days@1", 2));
    log.append(
        METRICS_DORA,
        month("change-lead-time", "checkout", "2024-01-01"),
        leadTime(
            2,
            Map.of("merge-commit", 1L, "first-deployment", 1L),
            "43200.25",
            "43200.50",
            "43200"));
    log.append(
        METRICS_DORA,
        month("deployment-frequency", "checkout", "2024-03-01"),
        count("deployment-frequency@1", 1));
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @Test
  void shouldListEveryCommitWithItsReason() throws Exception {
    HttpResponse<String> answer = get("/api/v1/facts/changes?service=checkout&format=csv");

    assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            CHANGES_HEADER
                + "a1,acme/shop,checkout,production,false,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z,v1,2024-01-02T00:00:00Z,,first-deployment\n"
                + "a0,acme/shop,checkout,production,false,2024-01-02T12:00:00Z,2024-01-02T12:00:00Z,v2,2024-01-03T00:00:00Z,43200,\n"
                + "a2,acme/shop,checkout,production,false,2024-01-02T12:00:00Z,2024-01-02T12:00:00Z,v2,2024-01-03T00:00:00.500Z,43200.5,\n"
                + "b1,acme/shop,checkout,production,true,2024-01-02T13:00:00Z,2024-01-02T13:00:00Z,,,,merge-commit\n"
                + "b3,acme/shop,checkout,production,false,2024-01-04T00:00:00Z,2024-01-04T00:00:00Z,v2,2024-01-03T00:00:00Z,,negative-duration\n"
                + "b2,acme/shop,checkout,production,false,2024-02-01T00:00:00Z,2024-02-01T00:00:00Z,,,,not-deployed\n"
                + "b4,acme/shop,checkout,production,false,,,,,,commit-time-unknown\n");
  }

  @Test
  void shouldListCommitsOfNoKnownServiceWhenAllAreAsked() throws Exception {
    assertThat(get("/api/v1/facts/changes?format=csv").body())
        .contains(
            "\nc1,acme/lost,,,false,2024-01-05T00:00:00Z,2024-01-05T00:00:00Z,,,,unknown-service\n");
  }

  @Test
  void shouldTakeCommitsFromStartAndNotFromEndOfRange() throws Exception {
    String range = "from=2024-01-02T12:00:00Z&to=2024-01-04";
    JsonNode rows = json("/api/v1/facts/changes?service=checkout&" + range);

    assertThat(rows.findValuesAsText("commit")).containsExactly("a0", "a2", "b1");
    assertThat(rows.get(1).toString())
        .isEqualTo(
            "{\"commit\":\"a2\",\"repository\":\"acme/shop\",\"service\":\"checkout\","
                + "\"environment\":\"production\",\"isMerge\":false,"
                + "\"authoredAt\":\"2024-01-02T12:00:00Z\",\"committedAt\":\"2024-01-02T12:00:00Z\","
                + "\"deployment\":\"v2\",\"deployedAt\":\"2024-01-03T00:00:00.500Z\","
                + "\"leadTimeSeconds\":43200.5,\"excludedReason\":null}");
  }

  @Test
  void shouldFillEmptyPeriodsBetweenFirstAndLastData() throws Exception {
    assertThat(get("/api/v1/metrics/dora?service=checkout&format=csv" + CLASSIC).body())
        .isEqualTo(
            DORA_HEADER
                + "change-lead-time,change-lead-time/commit@1,checkout,production,2024-01-01,2,2,43200.25,43200.5,43200,43200.25,,\n"
                + "change-lead-time,change-lead-time/commit@1,checkout,production,2024-02-01,0,0,,,,,,\n"
                + "change-lead-time,change-lead-time/commit@1,checkout,production,2024-03-01,0,0,,,,,,\n"
                + "deployment-days,deployment-frequency/days@1,checkout,production,2024-01-01,2,0,,,,2,,\n"
                + "deployment-days,deployment-frequency/days@1,checkout,production,2024-02-01,0,0,,,,0,,\n"
                + "deployment-days,deployment-frequency/days@1,checkout,production,2024-03-01,0,0,,,,0,,\n"
                + "deployment-frequency,deployment-frequency@1,checkout,production,2024-01-01,2,0,,,,2,,\n"
                + "deployment-frequency,deployment-frequency@1,checkout,production,2024-02-01,0,0,,,,0,,\n"
                + "deployment-frequency,deployment-frequency@1,checkout,production,2024-03-01,1,0,,,,1,,\n");
  }

  @Test
  void shouldFillEmptyPeriodsOfTheRangeThatIsAsked() throws Exception {
    JsonNode rows =
        json(
            "/api/v1/metrics/dora?environment=production&grain=month&from=2023-11-15&to=2024-01-31"
                + CLASSIC);

    assertThat(rows.findValuesAsText("periodStart"))
        .containsExactly(
            "2023-12-01", "2024-01-01", "2023-12-01", "2024-01-01", "2023-12-01", "2024-01-01");
    assertThat(rows.get(1).get("excludedByReason").toString())
        .isEqualTo("{\"merge-commit\":1,\"first-deployment\":1}");
  }

  @Test
  void shouldFillRangeOfServiceThatWasNeverDeployed() throws Exception {
    String service = encoded(HOSTILE.get(0));
    String named = "service=" + service + "&environment=" + service + CLASSIC;
    assertThat(json("/api/v1/metrics/dora?" + named)).isEmpty();
    assertThat(json("/api/v1/metrics/dora?from=2024-01-01&to=2024-03-01&" + named))
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.get("n").asLong()).isZero());
  }

  @Test
  void shouldAnswerNoRowsWhenNothingIsInRange() throws Exception {
    assertThat(get("/api/v1/facts/changes?from=1999-01-01&to=1999-01-02").body())
        .isEqualTo("[\n]\n");
    assertThat(get("/api/v1/metrics/dora?grain=week&format=csv").body()).isEqualTo(DORA_HEADER);
  }

  static List<String> hostile() {
    return HOSTILE;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldFindHostileNamesAsTheyAre(String name) throws Exception {
    String query = "service=" + encoded(name) + "&environment=" + encoded(name);
    JsonNode rows = json("/api/v1/facts/changes?" + query);

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("service").asText()).isEqualTo(name);
    assertThat(get("/api/v1/metrics/dora?" + query).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldQuoteCellsThatNeedIt() throws Exception {
    String csv = get("/api/v1/facts/changes?from=2024-03-01&format=csv").body();
    assertThat(csv)
        .contains("d1,acme/odd,\"O'Brien \"\"core\"\"\",\"O'Brien \"\"core\"\"\",false")
        .contains("d1,acme/odd,\"two\nlines\",\"two\nlines\",false")
        .contains("d1,acme/odd,\"a,b\",\"a,b\",false")
        .contains("d1,acme/odd,\"=cmd|' /C calc'!A0\",\"=cmd|' /C calc'!A0\",false")
        .contains("d1,acme/odd,<img src=x>,<img src=x>,false");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldRefuseHostileValuesOfEveryOtherParameter(String value) throws Exception {
    for (String parameter : List.of("grain", "from", "to", "format")) {
      HttpResponse<String> answer = get("/api/v1/metrics/dora?" + parameter + "=" + encoded(value));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("error").asText())
          .startsWith("parameter " + parameter + ": expected ")
          .endsWith("got \"" + value + "\"");
    }
  }

  @Test
  void shouldNameAllErrorsAtOnce() throws Exception {
    HttpResponse<String> answer =
        get(
            "/api/v1/metrics/dora?sevice=x&service=&grain=year&from=yesterday&to=2024&format=xml&to=1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("error").asText().split("; "))
        .containsExactlyInAnyOrder(
            "unknown parameter \"sevice\", did you mean \"service\"?",
            "parameter service: expected a name, got \"\"",
            "parameter grain: expected day or week or month, got \"year\"",
            "parameter from: expected an ISO date or instant between the years 1 and 9999, got \"yesterday\"",
            "parameter to: expected an ISO date or instant between the years 1 and 9999 once, got it 2 times",
            "parameter format: expected csv or json, got \"xml\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2024-02-30",
        "from=%2B12024-01-01T00:00:00Z",
        "to=-0001-01-01",
        "from=2024-01-02&to=2024-01-01",
        "service=a%00b"
      })
  void shouldRefuse(String query) throws Exception {
    assertThat(get("/api/v1/facts/changes?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldRefuseMorePeriodsThanAnyoneReads() throws Exception {
    assertThat(get("/api/v1/metrics/dora?grain=day&from=0001-01-01&to=9999-01-01").body())
        .contains("expected at most 10000 periods, got 3651694");
  }

  @Test
  void shouldSuggestNamesWhenServiceIsUnknown() throws Exception {
    HttpResponse<String> answer = get("/api/v1/facts/changes?service=chekout&environment=prod");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).get("error").asText())
        .isEqualTo(
            "unknown service \"chekout\", did you mean \"checkout\"?; "
                + "unknown environment \"prod\", did you mean \"production\"?");
  }

  @Test
  void shouldTellLag() throws Exception {
    assertThat(get("/api/v1/lag").body()).isEqualTo("{\"records\":7}");
  }

  @Test
  void shouldTellHealth() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    kafka = CheckResult.down("no answer");
    HttpResponse<String> answer = get("/health");
    kafka = CheckResult.up();

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"down\",\"parts\":{\"kafka\":\"down: no answer\"}}");
  }

  @Test
  void shouldSayThatKafkaIsAwayWhenTopicsCannotBeCounted() throws Exception {
    HttpResponse<String> answer = get("/api/v1/topics");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Kafka is not available now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/api/v1/lag",
        "/api/v1/facts/changes",
        "/api/v1/x",
        "/x?from=<a>"
      })
  void shouldForbidCachingAndSniffing(String path) throws Exception {
    HttpResponse<String> answer = get(path.replace("<", "%3C").replace(">", "%3E"));
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    if (answer.statusCode() == 404) {
      assertThat(answer.body()).isEqualTo("{\"error\":\"Not Found\"}");
    }
  }

  @Test
  void shouldRefuseOtherMethods() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/api/v1/lag"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    HttpResponse<String> answer = CLIENT.send(post, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Method Not Allowed\"}");
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + api.port() + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
