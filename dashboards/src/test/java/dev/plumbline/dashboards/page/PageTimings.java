package dev.plumbline.dashboards.page;

import dev.plumbline.component.Health;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How long pages take with 1,000 services and two years of days, weeks and months: a program to run
 * by hand, for a time is no test.
 */
final class PageTimings {

  private static final int ROUNDS = 60;
  private static final int SERVICES = Integer.getInteger("plumbline.services", 1_000);
  private static final YearMonth LAST_MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
  private static final List<String> PATHS =
      List.of(
          "/",
          "/?grain=week",
          "/?grain=day",
          "/teams/team-7",
          "/services/service-5",
          "/services/service-5?grain=day",
          "/services/service-5?without=rollback",
          "/queues/queue-3",
          "/find?q=service-9",
          "/explain/change-fail-rate?scope=service-5&period=" + LAST_MONTH,
          "/api/v1/metrics/dora?service=service-5&format=csv",
          "/api/v1/metrics/dora?scope_kind=organisation&grain=day",
          "/api/v1/metrics/dora?service=service-5&metric=change-fail-rate&without=rollback",
          "/api/v1/metrics/recovery?scope=service-5&as_of=" + LocalDate.now(ZoneOffset.UTC),
          "/api/v1/metrics/recovery?scope_kind=organisation&as_of=" + LocalDate.now(ZoneOffset.UTC),
          "/api/v1/levels?scope=service-5&period=" + LAST_MONTH,
          "/api/v1/explain/change-lead-time?scope=service-5&period=" + LAST_MONTH,
          "/api/v1/explain/change-lead-time-merge?scope=service-5&period=" + LAST_MONTH,
          "/api/v1/explain/change-fail-rate?scope=service-5&period=" + LAST_MONTH,
          "/api/v1/explain/change-fail-rate?scope_kind=team&scope=team-7&period=" + LAST_MONTH,
          "/api/v1/explain/change-lead-time?scope_kind=team&scope=team-7&period=" + LAST_MONTH,
          "/api/v1/explain/change-lead-time?scope_kind=organisation&period=" + LAST_MONTH,
          "/api/v1/facts/failures?service=service-5",
          "/api/v1/facts/incidents?service=service-5",
          "/api/v1/facts/deployments?service=service-5",
          "/api/v1/doctor",
          "/api/v1/freshness",
          "/api/v1/scopes");

  private PageTimings() {}

  public static void main(String[] arguments) throws Exception {
    String url = TestPostgres.migratedDatabase();
    seed(url);
    try (Database database = Database.at(url);
        ReadApi api =
            ReadApi.start(
                new InetSocketAddress("127.0.0.1", 0),
                database,
                ReadApi.Options.NONE,
                () -> CompletableFuture.completedFuture(0L),
                () -> new Health(Map.of()),
                "127.0.0.1:1",
                new SimpleMeterRegistry())) {
      for (String path : PATHS) {
        time(path, URI.create("http://127.0.0.1:" + api.port() + path));
      }
    }
    System.exit(0);
  }

  private static void time(String path, URI address) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    double[] milliseconds = new double[ROUNDS];
    int bytes = 0;
    for (int round = -10; round < ROUNDS; round++) {
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " " + new String(answer.body()));
      }
      bytes = answer.body().length;
      if (round >= 0) {
        milliseconds[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        "%-58s p50 %6.1f ms  p95 %6.1f ms  %,9d bytes%n",
        path, milliseconds[ROUNDS / 2], milliseconds[ROUNDS * 95 / 100], bytes);
  }

  private static void seed(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String grain : List.of("month", "week", "day")) {
        statement.execute(metrics("dora_metric", grain));
      }
      statement.execute(metrics("ops_demand_metric", "month"));
      statement.execute(
          """
          insert into plumbline.deployment (
            generation, service, environment, deployment, status, finished_at, is_first,
            source_partition, source_offset)
          select 1, 'service-' || s, 'production', 'd' || d, 'SUCCEEDED',
            now() - d * interval '36 hours', false, 0, s * 1000 + d
          from generate_series(1, %d) s cross join generate_series(1, 480) d
          """
              .formatted(SERVICES));
      seedDelivery(statement);
      statement.execute("analyze");
    }
  }

  /** Every tenth deployment fails; every one carries two commits, one of them a merge. */
  private static void seedDelivery(Statement statement) throws SQLException {
    statement.execute(
        """
        update plumbline.deployment set
          failures = '{rollback}', failed_at = finished_at,
          recovered_at = case when source_offset % 20 = 0 then finished_at + interval '1 hour' end
        where source_offset % 10 = 0
        """);
    statement.execute(
        """
        insert into plumbline.change (
          generation, service, environment, repository, sha, is_merge, committed_at, deployment,
          deployed_at, source_partition, source_offset)
        select 1, service, environment, 'acme/' || service, deployment || '-' || c, c = 2,
          finished_at - c * interval '5 hours', deployment, finished_at, 0, 0
        from plumbline.deployment cross join generate_series(1, 2) c
        """);
    statement.execute(
        """
        insert into plumbline.pull_request (
          generation, repository, pull_request, state, draft, opened_at, ready_at,
          first_review_at, merged_at, merge_sha, author_kind, reviews, source_partition,
          source_offset)
        select 1, repository, sha, 'MERGED', false, committed_at - interval '9 hours',
          committed_at - interval '9 hours', committed_at - interval '3 hours', committed_at, sha,
          'HUMAN', 1, 0, 0
        from plumbline.change where is_merge
        """);
    statement.execute(
        """
        insert into plumbline.incident (
          generation, service, source, incident, state, started_at, source_partition,
          source_offset)
        select 1, service, 'jira', deployment, 'RESOLVED', finished_at, 0, 0
        from plumbline.deployment where failures <> '{}'
        """);
    statement.execute(
        """
        insert into plumbline.service
        select 1, 'service-' || s,
          jsonb_build_array(jsonb_build_object('team', 'team-' || s %% 60)), 0, 0
        from generate_series(1, %d) s
        """
            .formatted(SERVICES));
  }

  private static String metrics(String table, String grain) {
    String scopes =
        table.equals("dora_metric")
            ? """
              select 'service', 'service-' || s from generate_series(1, %d) s
              union all select 'team', 'team-' || s from generate_series(1, 60) s
              union all select 'organisation', 'acme'
              """
                .formatted(SERVICES)
            : """
              select 'queue', 'queue-' || s from generate_series(1, 200) s
              union all select 'team', 'team-' || s from generate_series(1, 60) s
              union all select 'organisation', 'acme'
              """;
    String metrics =
        table.equals("dora_metric")
            ? "('deployment-frequency'), ('deployment-days'), ('change-lead-time'),"
                + " ('change-fail-rate'), ('deployment-rework-rate'),"
                + " ('failed-deployment-recovery-time'), ('change-lead-time-coding'),"
                + " ('change-lead-time-pickup'), ('change-lead-time-review'),"
                + " ('change-lead-time-merge')"
            : "('ops-tickets-received')";
    return """
    insert into plumbline.%s
    select 1, '%s', kind, scope, environment, metric, period::date, metric || '@1', 10, 3,
      '{"merge-commit": 2, "not-deployed": 1}', 3600 * 30, 3600 * 60, 3600 * 90,
      case metric when 'change-lead-time' then 3600 * 30 else 10 end, 0,
      row_number() over ()
    from (%s) scopes (kind, scope)
    cross join (values ('production'), ('staging')) environments (environment)
    cross join (values %s) metrics (metric)
    cross join generate_series(
      date_trunc('%s', now() - interval '24 months'), now(), interval '1 %s') period
    where environment = 'production' or '%s' <> 'day'
    """
        .formatted(table, grain, scopes, metrics, grain, grain, grain);
  }
}
