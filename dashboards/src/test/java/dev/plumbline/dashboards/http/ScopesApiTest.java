package dev.plumbline.dashboards.http;

import static dev.plumbline.dashboards.TestFacts.count;
import static dev.plumbline.dashboards.TestFacts.deployment;
import static dev.plumbline.dashboards.TestFacts.leadTime;
import static dev.plumbline.dashboards.TestFacts.succeeded;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.dashboards.sink.TestSink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScopesApiTest {

  private static final String HEADER =
      "metric,definition,scope,environment,period_start,n,excluded,median_seconds,p75_seconds,"
          + "p90_seconds,value,contributors,suppressed\n";
  private static final String CLASSIC =
      "&metric=deployment-frequency&metric=deployment-days&metric=change-lead-time";

  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws Exception {
    String url = TestPostgres.migratedDatabase();
    AvroSerdes serdes = AvroSerdes.on("mock://scopes-api");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = new LogConsumer(serdes);
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v1"), succeeded("2024-03-02T10:00:00Z", false));
    for (String kind : new String[] {"service", "team", "organisation"}) {
      log.append(
          METRICS_DORA,
          month("deployment-frequency", kind, "2024-01-01"),
          count("deployment-frequency@1", kind.length()));
      log.append(
          METRICS_DORA,
          month("change-lead-time", kind, "2024-03-01"),
          leadTime(2, Map.of("not-deployed", 1L), "10", "20", "30"));
    }
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
            () -> new Health(Map.of()),
            "127.0.0.1:1",
            new SimpleMeterRegistry());
  }

  private static MetricKey month(String metric, String kind, String start) {
    String scope = kind.equals("service") ? "checkout" : kind + " one";
    return new MetricKey(metric, kind, scope, "production", Grain.MONTH, LocalDate.parse(start));
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @Test
  void shouldAnswerForTeamWithEmptyPeriods() throws Exception {
    assertThat(
            get("/api/v1/metrics/dora?scope_kind=team&scope=team%20one&format=csv" + CLASSIC)
                .body())
        .isEqualTo(
            HEADER
                + "change-lead-time,change-lead-time/commit@1,team one,production,2024-01-01,0,0,,,,,,\n"
                + "change-lead-time,change-lead-time/commit@1,team one,production,2024-02-01,0,0,,,,,,\n"
                + "change-lead-time,change-lead-time/commit@1,team one,production,2024-03-01,2,1,10,20,30,10,,\n"
                + "deployment-days,deployment-frequency/days@1,team one,production,2024-01-01,0,0,,,,0,,\n"
                + "deployment-days,deployment-frequency/days@1,team one,production,2024-02-01,0,0,,,,0,,\n"
                + "deployment-days,deployment-frequency/days@1,team one,production,2024-03-01,0,0,,,,0,,\n"
                + "deployment-frequency,deployment-frequency@1,team one,production,2024-01-01,4,0,,,,4,,\n"
                + "deployment-frequency,deployment-frequency@1,team one,production,2024-02-01,0,0,,,,0,,\n"
                + "deployment-frequency,deployment-frequency@1,team one,production,2024-03-01,0,0,,,,0,,\n");
  }

  @Test
  void shouldAnswerForAllOfAKindWhenNoneIsNamed() throws Exception {
    assertThat(get("/api/v1/metrics/dora?scope_kind=organisation&format=csv").body())
        .contains(",organisation one,")
        .doesNotContain("team one", "checkout");
  }

  @Test
  void shouldTakeServiceForScopeOfServices() throws Exception {
    assertThat(get("/api/v1/metrics/dora?service=checkout").body())
        .isEqualTo(get("/api/v1/metrics/dora?scope_kind=service&scope=checkout").body())
        .contains("\"scope\":\"checkout\"");
  }

  @Test
  void shouldRefuseServiceOfTeam() throws Exception {
    HttpResponse<String> answer = get("/api/v1/metrics/dora?scope_kind=team&service=checkout");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("parameter service: expected scope");
  }

  @Test
  void shouldSuggestTeamsThatExist() throws Exception {
    HttpResponse<String> answer = get("/api/v1/metrics/dora?scope_kind=team&scope=Team%20on");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"unknown team \\\"Team on\\\", did you mean \\\"team one\\\"?\"}");
  }

  @Test
  void shouldNameAllScopes() throws Exception {
    assertThat(get("/api/v1/scopes?format=csv").body())
        .isEqualTo(
            """
            family,scope_kind,scope,environment
            delivery,organisation,organisation one,production
            delivery,service,checkout,production
            delivery,team,team one,production
            """);
  }

  @Test
  void shouldTellFreshnessAndLag() throws Exception {
    assertThat(get("/api/v1/freshness").body())
        .isEqualTo(
            "{\"newest\":{\"delivery\":\"2024-03-02T10:00:00Z\",\"ops-demand\":null},"
                + "\"lagRecords\":7}");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + api.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
