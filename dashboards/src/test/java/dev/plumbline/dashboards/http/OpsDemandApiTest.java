package dev.plumbline.dashboards.http;

import static dev.plumbline.dashboards.TestFacts.demand;
import static dev.plumbline.dashboards.TestFacts.opened;
import static dev.plumbline.dashboards.TestFacts.pullRequest;
import static dev.plumbline.dashboards.TestFacts.received;
import static dev.plumbline.dashboards.TestFacts.ticket;
import static dev.plumbline.dashboards.TestFacts.tickets;
import static dev.plumbline.topic.Topics.FACTS_PULL_REQUESTS;
import static dev.plumbline.topic.Topics.FACTS_TICKETS;
import static dev.plumbline.topic.Topics.METRICS_OPS_DEMAND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.dashboards.sink.TestSink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.Ticket;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets, what is received per month, and pull requests. */
class OpsDemandApiTest {

  private static final List<String> HOSTILE =
      List.of(
          "O'Brien \"core\"",
          "100% $team",
          "<img src=x>",
          "two\nlines",
          "a,b",
          "=cmd|' /C calc'!A0",
          "'; drop table plumbline.ticket; --",
          ":queues",
          "{\"a\",b}",
          "\\");
  private static final String DEMAND_HEADER =
      "metric,definition,scope_kind,scope,period_start,n,excluded,value\n";
  private static final String DEMAND_ROW = "ops-tickets-received,ops-demand/tickets@1,";
  private static final String TICKETS_HEADER =
      "source,ticket,name,queue,team,kind,state,created_at,resolved_at,reopenings,reporter_kind,"
          + "excluded_reason\n";
  private static final String PULL_REQUESTS_HEADER =
      "repository,pull_request,state,draft,opened_at,ready_at,first_review_at,merged_at,closed_at,"
          + "merge_sha,author_kind,into_default_branch,reviews\n";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws Exception {
    String url = TestPostgres.migratedDatabase();
    AvroSerdes serdes = AvroSerdes.on("mock://ops-demand-api");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = new LogConsumer(serdes);
    appendTickets(log);
    appendMetrics(log);
    appendPullRequests(log);
    for (Family family : Family.values()) {
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

  private static void appendTickets(LogConsumer log) {
    log.append(
        FACTS_TICKETS,
        ticket("1"),
        new Ticket(
            "OPS-1",
            "jira:OPS",
            "platform",
            "incident",
            "DONE",
            Instant.parse("2024-01-02T00:00:00Z"),
            Instant.parse("2024-01-03T00:00:00.5Z"),
            2L,
            "HUMAN",
            null));
    Ticket automated = received("jira:OPS", "2024-01-01T00:00:00Z");
    automated.setReporterKind("BOT");
    automated.setExcludedReason("automated");
    log.append(FACTS_TICKETS, ticket("2"), automated);
    log.append(FACTS_TICKETS, ticket("3"), received("jira:INFRA", "2024-02-01T00:00:00Z"));
    Ticket unknown = received("jira:OPS", null);
    unknown.setExcludedReason("created-unknown");
    log.append(FACTS_TICKETS, ticket("4"), unknown);
    for (int i = 0; i < HOSTILE.size(); i++) {
      log.append(FACTS_TICKETS, ticket("x" + i), received(HOSTILE.get(i), "2023-01-01T00:00:00Z"));
    }
  }

  private static void appendMetrics(LogConsumer log) {
    log.append(
        METRICS_OPS_DEMAND,
        demand("queue", "jira:OPS", "2024-01-01"),
        tickets(3, Map.of("automated", 1L, "sub-task", 2L)));
    log.append(METRICS_OPS_DEMAND, demand("queue", "jira:OPS", "2024-04-01"), tickets(5, Map.of()));
    log.append(METRICS_OPS_DEMAND, demand("team", "core", "2024-01-01"), tickets(3, Map.of()));
    log.append(
        METRICS_OPS_DEMAND,
        demand("organisation", "organisation", "2024-01-01"),
        tickets(4, Map.of()));
    HOSTILE.forEach(
        name ->
            log.append(
                METRICS_OPS_DEMAND, demand("queue", name, "2023-01-01"), tickets(1, Map.of())));
  }

  private static void appendPullRequests(LogConsumer log) {
    log.append(
        FACTS_PULL_REQUESTS,
        pullRequest("acme/shop", "7"),
        new PullRequest(
            "MERGED",
            false,
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2024-01-02T00:00:00Z"),
            Instant.parse("2024-01-03T00:00:00Z"),
            Instant.parse("2024-01-04T00:00:00Z"),
            Instant.parse("2024-01-04T00:00:00Z"),
            "a1",
            "HUMAN",
            true,
            3L,
            null,
            false,
            false));
    log.append(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "8"), opened("2024-02-01T00:00:00Z"));
    HOSTILE.forEach(
        name ->
            log.append(
                FACTS_PULL_REQUESTS, pullRequest(name, "1"), opened("2023-01-01T00:00:00Z")));
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @Test
  void shouldFillEmptyMonthsBetweenFirstAndLastData() throws Exception {
    assertThat(get("/api/v1/metrics/ops-demand?scope=jira:OPS&format=csv").body())
        .isEqualTo(
            DEMAND_HEADER
                + DEMAND_ROW
                + "queue,jira:OPS,2024-01-01,3,3,3\n"
                + DEMAND_ROW
                + "queue,jira:OPS,2024-02-01,0,0,0\n"
                + DEMAND_ROW
                + "queue,jira:OPS,2024-03-01,0,0,0\n"
                + DEMAND_ROW
                + "queue,jira:OPS,2024-04-01,5,0,5\n");
  }

  @Test
  void shouldFillEmptyMonthsOfTheRangeThatIsAsked() throws Exception {
    JsonNode rows =
        json("/api/v1/metrics/ops-demand?scope_kind=team&from=2023-11-15&to=2024-03-01");

    assertThat(rows.findValuesAsText("periodStart"))
        .containsExactly("2023-12-01", "2024-01-01", "2024-02-01");
    assertThat(rows.findValuesAsText("value")).containsExactly("0", "3", "0");
    assertThat(rows.get(1).toString())
        .isEqualTo(
            "{\"metric\":\"ops-tickets-received\",\"definition\":\"ops-demand/tickets@1\","
                + "\"scopeKind\":\"team\",\"scope\":\"core\",\"periodStart\":\"2024-01-01\","
                + "\"n\":3,\"excluded\":0,\"excludedByReason\":{},\"value\":3}");
  }

  @Test
  void shouldTellReasonsOfTicketsThatAreNotCounted() throws Exception {
    JsonNode rows = json("/api/v1/metrics/ops-demand?scope=jira:OPS&to=2024-02-01");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("excludedByReason"))
        .isEqualTo(JSON.readTree("{\"automated\":1,\"sub-task\":2}"));
  }

  @Test
  void shouldAnswerKindsOfScopes() throws Exception {
    assertThat(json("/api/v1/metrics/ops-demand?scope_kind=organisation").findValuesAsText("scope"))
        .containsExactly("organisation");
    assertThat(json("/api/v1/metrics/ops-demand?from=2024-01-01").findValuesAsText("scopeKind"))
        .contains("queue", "team", "organisation");
  }

  @Test
  void shouldListEveryTicketWithItsReason() throws Exception {
    HttpResponse<String> answer = get("/api/v1/facts/tickets?queue=jira:OPS&format=csv");

    assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            TICKETS_HEADER
                + "jira,2,,jira:OPS,,,NEW,2024-01-01T00:00:00Z,,0,BOT,automated\n"
                + "jira,1,OPS-1,jira:OPS,platform,incident,DONE,2024-01-02T00:00:00Z,2024-01-03T00:00:00.500Z,2,HUMAN,\n"
                + "jira,4,,jira:OPS,,,NEW,,,0,HUMAN,created-unknown\n");
  }

  @Test
  void shouldTakeTicketsFromStartAndNotFromEndOfRange() throws Exception {
    assertThat(
            json("/api/v1/facts/tickets?from=2024-01-02&to=2024-02-01").findValuesAsText("ticket"))
        .containsExactly("1");
    assertThat(json("/api/v1/facts/tickets?from=2024-02-01").get(0).toString())
        .isEqualTo(
            "{\"source\":\"jira\",\"ticket\":\"3\",\"name\":null,\"queue\":\"jira:INFRA\","
                + "\"team\":null,\"kind\":null,\"state\":\"NEW\","
                + "\"createdAt\":\"2024-02-01T00:00:00Z\",\"resolvedAt\":null,\"reopenings\":0,"
                + "\"reporterKind\":\"HUMAN\",\"excludedReason\":null}");
  }

  @Test
  void shouldListPullRequests() throws Exception {
    assertThat(get("/api/v1/facts/pull-requests?repository=acme/shop&format=csv").body())
        .isEqualTo(
            PULL_REQUESTS_HEADER
                + "acme/shop,7,MERGED,false,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,"
                + "2024-01-03T00:00:00Z,2024-01-04T00:00:00Z,2024-01-04T00:00:00Z,a1,HUMAN,true,3\n"
                + "acme/shop,8,OPEN,false,2024-02-01T00:00:00Z,,,,,,HUMAN,,0\n");
    assertThat(
            json("/api/v1/facts/pull-requests?from=2024-01-02&to=2024-03-01")
                .findValuesAsText("pullRequest"))
        .containsExactly("8");
  }

  static List<String> hostile() {
    return HOSTILE;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldFindHostileNamesAsTheyAre(String name) throws Exception {
    String given = encoded(name);
    assertThat(json("/api/v1/facts/tickets?queue=" + given).findValuesAsText("queue"))
        .containsExactly(name);
    assertThat(json("/api/v1/metrics/ops-demand?scope=" + given).findValuesAsText("scope"))
        .containsExactly(name);
    assertThat(
            json("/api/v1/facts/pull-requests?repository=" + given).findValuesAsText("repository"))
        .containsExactly(name);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldRefuseHostileValuesOfEveryOtherParameter(String value) throws Exception {
    for (String parameter : List.of("scope_kind", "from", "to", "format")) {
      HttpResponse<String> answer =
          get("/api/v1/metrics/ops-demand?" + parameter + "=" + encoded(value));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("error").asText())
          .startsWith("parameter " + parameter + ": expected ")
          .endsWith("got \"" + value + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/metrics/ops-demand?scope_kind=service",
        "/api/v1/metrics/ops-demand?from=0001-01-01&to=9999-01-01",
        "/api/v1/metrics/ops-demand?grain=month",
        "/api/v1/facts/tickets?from=2024-02-30",
        "/api/v1/facts/tickets?queue=",
        "/api/v1/facts/pull-requests?from=2024-01-02&to=2024-01-01"
      })
  void shouldRefuse(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldSuggestNamesWhenOneIsUnknown() throws Exception {
    assertThat(error("/api/v1/facts/tickets?queue=jira:OSP"))
        .isEqualTo("unknown queue \"jira:OSP\", did you mean \"jira:OPS\"?");
    assertThat(error("/api/v1/metrics/ops-demand?scope_kind=team&scope=cor"))
        .isEqualTo("unknown scope \"cor\", did you mean \"core\"?");
    assertThat(error("/api/v1/facts/pull-requests?repository=acme/shpo"))
        .isEqualTo("unknown repository \"acme/shpo\", did you mean \"acme/shop\"?");
  }

  private static String error(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    return JSON.readTree(answer.body()).get("error").asText();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + api.port() + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
