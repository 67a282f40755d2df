package dev.plumbline.dashboards.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.metric.Grain;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every period between the first and the last is answered once, over years and by any plan. */
class EmptyPeriodsTest {

  private static final LocalDate FIRST = LocalDate.parse("2023-01-01");
  private static final LocalDate LAST = LocalDate.parse("2024-12-31");
  private static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST, LAST) + 1;
  private static final List<String> METRICS =
      List.of("change-lead-time", "deployment-days", "deployment-frequency");

  private static Database database;

  @BeforeAll
  static void fill() throws SQLException {
    database = Database.at(TestPostgres.migratedDatabase());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // Acme deploys on all days, but has no lead time on Sundays; Bravo only on the first and
      // last.
      statement.execute(
          """
          insert into plumbline.dora_metric
          select 1, 'day', 'organisation', scope, environment, metric, day::date, metric || '@1',
            3, 1, '{"merge-commit": 1}', 10, 20, 30, 3, 0, row_number() over ()
          from (values ('acme'), ('bravo')) scopes (scope)
          cross join (values ('production'), ('staging')) environments (environment)
          cross join unnest(array['change-lead-time', 'deployment-days', 'deployment-frequency'])
            metric
          cross join generate_series(timestamp '%1$s', '%2$s', interval '1 day') day
          where scope = 'acme' and (metric <> 'change-lead-time' or extract(dow from day) > 0)
            or scope = 'bravo' and metric = 'deployment-days' and day in ('%1$s', '%2$s')
          """
              .formatted(FIRST, LAST));
      statement.execute(
          """
          insert into plumbline.ops_demand_metric
          select 1, 'month', 'queue', queue, '', 'ops-tickets-received', month::date,
            case when month < '2024-01-01' then 'ops-demand/tickets@1' else 'ops-demand/tickets@2' end,
            3, 0, '{}', null, null, null, 3, 0, row_number() over ()
          from unnest(array['jira:A', 'jira:B']) queue
          cross join generate_series(timestamp '2023-01-01', '2024-12-01', interval '1 month') month
          where queue = 'jira:A' or extract(month from month) in (1, 12)
          """);
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void shouldAnswerEveryDayOfOrganisationsOnce() {
    List<Object[]> rows = dora(null, null);

    assertThat(rows).hasSize(2 * 2 * METRICS.size() * DAYS);
    assertThat(rows.stream().map(row -> List.of(row[0], row[2], row[3], row[4])))
        .doesNotHaveDuplicates();
    assertThat(rows.stream().collect(groupingBy(row -> row[4], counting())))
        .hasSize(DAYS)
        .allSatisfy((day, count) -> assertThat(count).isEqualTo(2L * 2 * METRICS.size()));
  }

  @Test
  void shouldTellWhatEmptyDaysSay() {
    Map<Object, List<Object[]>> byMetric =
        dora(null, null).stream()
            .filter(row -> row[2].equals("bravo") && row[3].equals("staging"))
            .collect(groupingBy(row -> row[0]));

    assertThat(byMetric.get("deployment-days"))
        .filteredOn(row -> !row[5].toString().equals("0"))
        .extracting(row -> row[4].toString())
        .containsExactly(FIRST.toString(), LAST.toString());
    assertThat(byMetric.get("deployment-frequency"))
        .hasSize(DAYS)
        .allSatisfy(row -> assertThat(row[1]).isEqualTo("deployment-frequency@1"))
        .allSatisfy(row -> assertThat(row[11]).hasToString("0"));
    assertThat(byMetric.get("change-lead-time"))
        .hasSize(DAYS)
        .allSatisfy(row -> assertThat(row[1]).isEqualTo("change-lead-time/commit@1"))
        .allSatisfy(row -> assertThat(row[11]).isNull());
  }

  @Test
  void shouldAnswerRangeBeyondTheData() {
    List<Object[]> rows = dora(FIRST.minusDays(10), FIRST.plusDays(9));

    assertThat(rows).hasSize(2 * 2 * METRICS.size() * 20);
    assertThat(rows)
        .filteredOn(row -> row[2].equals("acme") && !row[5].toString().equals("0"))
        // Two of the ten days are Sundays.
        .hasSize(2 * (10 + 10 + 8));
  }

  @Test
  void shouldAnswerEveryMonthOfQueuesOnceThoughTheDefinitionChanged() {
    List<Object[]> rows = demand(LocalDate.parse("2023-01-01"), LocalDate.parse("2024-12-01"));

    assertThat(rows).hasSize(2 * 24);
    assertThat(rows.stream().map(row -> List.of(row[3], row[4]))).doesNotHaveDuplicates();
    assertThat(rows)
        .filteredOn(row -> row[3].equals("jira:B") && row[5].toString().equals("0"))
        .hasSize(20)
        .allSatisfy(row -> assertThat(row[1]).isEqualTo("ops-demand/tickets@2"));
  }

  private static List<Object[]> dora(@Nullable LocalDate first, @Nullable LocalDate last) {
    DoraFilter filter =
        new DoraFilter(
            "organisation",
            List.of(),
            List.of(),
            false,
            Grain.DAY,
            first,
            last,
            List.of(
                DoraMetric.CHANGE_LEAD_TIME,
                DoraMetric.DEPLOYMENT_DAYS,
                DoraMetric.DEPLOYMENT_FREQUENCY),
            List.of());
    return rows(receiver -> new DeliveryStore(database).dora(filter, receiver));
  }

  private static List<Object[]> demand(LocalDate first, LocalDate last) {
    OpsDemandFilter filter = new OpsDemandFilter("queue", List.of(), first, last);
    return rows(receiver -> new OpsDemandStore(database).demand(filter, receiver));
  }

  private static List<Object[]> rows(Consumer<RowReceiver> query) {
    List<Object[]> rows = new ArrayList<>();
    AtomicInteger ends = new AtomicInteger();
    query.accept(
        new RowReceiver() {
          @Override
          public void started(Runnable cancel) {}

          @Override
          public void begin() {}

          @Override
          public void row(@Nullable Object[] values) {
            rows.add(values);
          }

          @Override
          public void end() {
            ends.incrementAndGet();
          }
        });
    assertThat(ends).hasValue(1);
    return rows;
  }
}
