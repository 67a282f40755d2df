package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows of an organisation with two years behind it: what the sink would have written. The numbers
 * are drawn from a seed, so every run has the same.
 */
final class TestOrganisation {

  static final LocalDate BEGIN = LocalDate.of(2024, 11, 18);
  static final LocalDate END = LocalDate.of(2026, 11, 1);
  static final LocalDate ADOPTED = LocalDate.of(2025, 11, 10);

  private static final String INSERT =
      """
      insert into plumbline.%s (
        generation, grain, scope_kind, scope, environment, metric, period_start, definition,
        n, excluded, excluded_by_reason, median_seconds, p75_seconds, p90_seconds, value,
        source_partition, source_offset, parts, contributors)
      values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 0, ?, ?::jsonb, ?)
      """;

  private final Connection connection;
  private final Random random = new Random(7);
  private long offset;

  private TestOrganisation(Connection connection) {
    this.connection = connection;
  }

  /**
   * Fills a database that has all tables.
   *
   * @param teams their names; each has a service and a queue called like it
   */
  static void fill(String url, List<String> teams, List<String> queues) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      TestOrganisation organisation = new TestOrganisation(connection);
      organisation.delivery("organisation", "Acme Retail", 24);
      for (String team : teams) {
        organisation.delivery("team", team, 4);
        organisation.delivery("service", team, 2);
      }
      organisation.deployed(teams);
      organisation.tickets(queues);
      organisation.rest();
      new TestHistory(connection).fill(teams);
      connection.commit();
    }
  }

  /** Fills a database with teams, services and queues of these names, a year of months each. */
  static void fillHostile(String url, List<String> names) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      TestOrganisation organisation = new TestOrganisation(connection);
      organisation.delivery("organisation", names.get(0), 24);
      try (PreparedStatement dora = connection.prepareStatement(INSERT.formatted("dora_metric"));
          PreparedStatement demand =
              connection.prepareStatement(INSERT.formatted("ops_demand_metric"))) {
        for (LocalDate period = END.minusMonths(12);
            period.isBefore(END);
            period = period.plusMonths(1)) {
          for (String name : names) {
            organisation.month(dora, Grain.MONTH, "team", name, 4, period);
            organisation.month(dora, Grain.MONTH, "service", name, 2, period);
            organisation.ticket(demand, Grain.MONTH, "queue", name, period, 7);
            organisation.ticket(demand, Grain.MONTH, "team", name, period, 7);
          }
          organisation.ticket(
              demand, Grain.MONTH, "organisation", names.get(0), period, 7L * names.size());
        }
        dora.executeBatch();
        demand.executeBatch();
      }
      new TestHistory(connection).fill(names);
      connection.commit();
    }
  }

  private void delivery(String kind, String scope, double size) throws SQLException {
    for (Grain grain : Grain.values()) {
      try (PreparedStatement insert =
          connection.prepareStatement(INSERT.formatted("dora_metric"))) {
        for (LocalDate period : periods(grain)) {
          month(insert, grain, kind, scope, size, period);
        }
        insert.executeBatch();
      }
    }
  }

  private void month(
      PreparedStatement insert,
      Grain grain,
      String kind,
      String scope,
      double size,
      LocalDate period)
      throws SQLException {
    double days = grain == Grain.MONTH ? 30 : grain == Grain.WEEK ? 7 : 1;
    boolean isAfter = period.isAfter(ADOPTED);
    double noise = 0.85 + 0.3 * random.nextDouble();
    long deployments = Math.round(size * days / 6 * (isAfter ? 2.1 : 1) * noise);
    if (deployments == 0) {
      return;
    }
    long daysWithOne = Math.min((long) days, deployments);
    row(insert, grain, kind, scope, "deployment-frequency", "deployment-frequency@1", period);
    figures(insert, deployments, "{}", null, null, null, BigDecimal.valueOf(deployments));
    row(insert, grain, kind, scope, "deployment-days", "deployment-frequency/days@1", period);
    figures(insert, daysWithOne, "{}", null, null, null, BigDecimal.valueOf(daysWithOne));
    double median = 86_400 * (isAfter ? 1.1 : 3.6) * (0.8 + 0.4 * random.nextDouble());
    row(insert, grain, kind, scope, "change-lead-time", "change-lead-time/commit@1", period);
    figures(
        insert,
        deployments * 4,
        "{\"merge-commit\": %d, \"not-deployed\": %d}".formatted(deployments, deployments / 3),
        seconds(median),
        seconds(median * (1.9 + 0.3 * random.nextDouble())),
        seconds(median * (3.1 + 0.8 * random.nextDouble())),
        seconds(median));
    rates(insert, grain, kind, scope, period, deployments);
    if (grain == Grain.MONTH) {
      // A service has too few people for figures about them.
      stages(insert, kind, scope, period, deployments, kind.equals("service") ? 3 : 12);
    }
  }

  private void rates(
      PreparedStatement insert,
      Grain grain,
      String kind,
      String scope,
      LocalDate period,
      long deployments)
      throws SQLException {
    long byStatus = Math.round(deployments * 0.08 * random.nextDouble());
    long rolledBack = Math.round(deployments * 0.1 * random.nextDouble());
    long finished = deployments + byStatus;
    long failed = byStatus + rolledBack + 1;
    row(insert, grain, kind, scope, "change-fail-rate", "change-fail-rate@1", period);
    figures(
        insert,
        finished,
        "{}",
        null,
        null,
        null,
        perCent(failed, finished),
        "{\"failed-status\": %d, \"rollback+linked-incident\": %d, \"time-window\": 1}"
            .formatted(byStatus, rolledBack),
        null);
    row(insert, grain, kind, scope, "deployment-rework-rate", "deployment-rework-rate@1", period);
    figures(
        insert,
        finished,
        "{}",
        null,
        null,
        null,
        perCent(rolledBack, finished),
        "{\"rollback\": %d}".formatted(rolledBack),
        null);
    double median = 3600 * (1 + 4 * random.nextDouble());
    row(
        insert,
        grain,
        kind,
        scope,
        "failed-deployment-recovery-time",
        "failed-deployment-recovery-time@1",
        period);
    figures(
        insert,
        failed - 1,
        "{\"open\": 1}",
        failed == 1 ? null : seconds(median),
        failed == 1 ? null : seconds(median * 2),
        failed == 1 ? null : seconds(median * 3),
        failed == 1 ? null : seconds(median));
  }

  private static BigDecimal perCent(long part, long whole) {
    return BigDecimal.valueOf(100 * part)
        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
  }

  private void stages(
      PreparedStatement insert,
      String kind,
      String scope,
      LocalDate period,
      long pullRequests,
      long people)
      throws SQLException {
    for (Metric stage : Metric.STAGES) {
      BigDecimal median = seconds(86_400 * (0.2 + random.nextDouble()));
      row(insert, Grain.MONTH, kind, scope, stage.id(), stage.definition(), period);
      figures(
          insert,
          pullRequests,
          "{\"no-review\": 2}",
          median,
          median,
          median,
          median,
          "{}",
          stage == Metric.DEPLOY ? null : people);
    }
  }

  private void tickets(List<String> queues) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(INSERT.formatted("ops_demand_metric"))) {
      for (LocalDate period : periods(Grain.MONTH)) {
        long all = 0;
        for (int i = 0; i < queues.size(); i++) {
          all += tickets(insert, queues.get(i), 40.0 / (i + 1), period);
        }
        ticket(insert, Grain.MONTH, "organisation", "Acme Retail", period, all);
        ticket(insert, Grain.MONTH, "team", "Platform", period, all);
      }
      insert.executeBatch();
    }
  }

  private long tickets(PreparedStatement insert, String queue, double size, LocalDate period)
      throws SQLException {
    boolean isAfter = period.isAfter(ADOPTED);
    long count = Math.round(size * (isAfter ? 0.55 : 1) * (0.85 + 0.3 * random.nextDouble()));
    if (count > 0) {
      ticket(insert, Grain.MONTH, "queue", queue, period, count);
    }
    return count;
  }

  private void ticket(
      PreparedStatement insert, Grain grain, String kind, String scope, LocalDate period, long n)
      throws SQLException {
    row(insert, grain, kind, scope, Metric.TICKETS_RECEIVED.id(), "ops-demand/tickets@1", period);
    insert.setString(4, "");
    figures(insert, n, "{\"sub-task\": 2}", null, null, null, BigDecimal.valueOf(n));
  }

  private void row(
      PreparedStatement insert,
      Grain grain,
      String kind,
      String scope,
      String metric,
      String definition,
      LocalDate period)
      throws SQLException {
    insert.setString(1, Periods.name(grain));
    insert.setString(2, kind);
    insert.setString(3, scope);
    insert.setString(4, "production");
    insert.setString(5, metric);
    insert.setObject(6, period);
    insert.setString(7, definition);
  }

  private void figures(
      PreparedStatement insert,
      long n,
      String excluded,
      BigDecimal median,
      BigDecimal p75,
      BigDecimal p90,
      BigDecimal value)
      throws SQLException {
    figures(insert, n, excluded, median, p75, p90, value, "{}", null);
  }

  private void figures(
      PreparedStatement insert,
      long n,
      String excluded,
      BigDecimal median,
      BigDecimal p75,
      BigDecimal p90,
      BigDecimal value,
      String parts,
      Long contributors)
      throws SQLException {
    insert.setLong(8, n);
    insert.setLong(9, excluded.length() > 2 ? count(excluded) : 0);
    insert.setString(10, excluded);
    insert.setBigDecimal(11, median);
    insert.setBigDecimal(12, p75);
    insert.setBigDecimal(13, p90);
    insert.setBigDecimal(14, value);
    insert.setLong(15, offset++);
    insert.setString(16, parts);
    insert.setObject(17, contributors);
    insert.addBatch();
  }

  private static long count(String excluded) {
    long sum = 0;
    for (String number : excluded.replaceAll("[^0-9,]", "").split(",")) {
      sum += Long.parseLong(number);
    }
    return sum;
  }

  private void deployed(List<String> services) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into plumbline.deployment (
              generation, service, environment, deployment, status, finished_at, is_first,
              source_partition, source_offset)
            values (1, ?, 'production', 'v1', 'SUCCEEDED', '2026-10-31T16:20:00Z', false, 0, 0)
            """)) {
      for (String service : services) {
        insert.setString(1, service);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void rest() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into plumbline.ticket (
            generation, source, ticket, queue, state, created_at, reopenings, reporter_kind,
            source_partition, source_offset)
          values (1, 'jira', '1', 'jira:OPS', 'OPEN', '2026-10-31T17:05:00Z', 0, 'HUMAN', 0, 0)
          """);
      statement.execute(
          """
          insert into plumbline.sink_quarantine (topic, source_partition, source_offset, reason)
          values ('plumbline.facts.changes', 0, 1, 'not Avro'),
            ('plumbline.facts.changes', 0, 2, 'not Avro')
          """);
      statement.execute(
          """
          insert into plumbline.team (
            generation, team, kind, platform_adopted, source_partition, source_offset)
          values (1, 'Checkout', 'STREAM', '%s', 0, 0)
          """
              .formatted(ADOPTED));
    }
  }

  private static BigDecimal seconds(double seconds) {
    return BigDecimal.valueOf(Math.round(seconds));
  }

  private static List<LocalDate> periods(Grain grain) {
    List<LocalDate> periods = new ArrayList<>();
    for (LocalDate period = Periods.startOf(grain, BEGIN);
        period.isBefore(END);
        period = Periods.next(grain, period)) {
      periods.add(period);
    }
    return periods;
  }
}
