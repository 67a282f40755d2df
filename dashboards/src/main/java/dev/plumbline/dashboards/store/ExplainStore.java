package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Column.instant;
import static dev.plumbline.dashboards.store.Column.number;
import static dev.plumbline.dashboards.store.Column.text;
import static dev.plumbline.dashboards.store.Rows.atUtc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** The facts behind a figure: those that went in, and those that did not, by reason. */
public final class ExplainStore {

  /** Columns of {@link #explain}. The count is that of all facts of the reason. */
  public static final List<Column> COLUMNS =
      List.of(
          text("reason"),
          number("count"),
          text("kind"),
          text("id"),
          text("repository"),
          text("service"),
          text("environment"),
          text("deployment"),
          instant("started_at"),
          instant("ended_at"),
          number("seconds"),
          text("classes"),
          text("source"));

  /**
   * Which figure is to be explained.
   *
   * @param most how many facts of each reason are listed
   */
  public record Explained(DoraMetric metric, ScopeQuestion scope, Period period, int most) {}

  /** Takes the row of the figure, which is null when there is none, before any fact. */
  public interface Head {
    void take(@Nullable Value value);
  }

  /**
   * A figure's row.
   *
   * @param suppressed why it is not shown, null when it is
   */
  public record Value(Figure figure, @Nullable String parts, @Nullable String suppressed) {}

  private static final String VALUE =
      """
      select metric, definition, period_start, n, excluded, excluded_by_reason,
        median_seconds, p75_seconds, p90_seconds, value, parts, suppressed
      from plumbline.dora_metrics
      where grain = :grain
        and scope_kind = :kind
        and scope = :scope
        and environment = :environment
        and metric = :metric
        and period_start = :period
      """;

  private static final String FAILURES =
      """
      select fact.finished_at, fact.failed_at, fact.recovered_at
      from plumbline.failures fact
      where {scope}
        and (:from::timestamptz is null or fact.finished_at >= :from::timestamptz)
        and (:to::timestamptz is null or fact.finished_at < :to::timestamptz)
      order by fact.finished_at, fact.service, fact.environment, fact.deployment
      """;

  private final Database database;

  public ExplainStore(Database database) {
    this.database = database;
  }

  /**
   * Tells the figure, then its facts: those that went in first, the others by reason. A figure that
   * is not shown, or of few people, has no facts to tell.
   */
  public void explain(Explained explained, Head head, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle -> {
              Value value = value(explained, handle);
              head.take(value);
              boolean isShown =
                  !explained.metric().isAboutPeople()
                      || value != null && value.suppressed() == null;
              Query query = bound(ExplainSql.of(explained), explained.scope(), handle);
              query.bindBySqlType(
                  "from", atUtc(explained.period().from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType(
                  "to", atUtc(explained.period().to()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bind("most", isShown ? explained.most() : 0);
              Rows.scan(query, COLUMNS, receiver);
            });
  }

  /** Failures of a scope that finished within the range, in the order of their finish. */
  public List<Failure> failures(ScopeQuestion scope, @Nullable Instant from, @Nullable Instant to) {
    return database
        .reading()
        .withHandle(
            handle -> {
              Query query =
                  bound(
                      FAILURES.replace("{scope}", scope.where("finished_at", true)), scope, handle);
              query.bindBySqlType("from", atUtc(from), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(to), Types.TIMESTAMP_WITH_TIMEZONE);
              return query.map((row, context) -> failure(row)).list();
            });
  }

  /** The environments of type production that a service was deployed to. */
  public List<String> productionOf(String service) {
    return database
        .reading()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select environment from plumbline.environment_types_of(array[:service])
                        where environment_type = 'production'
                        order by environment
                        """)
                    .bind("service", service)
                    .mapTo(String.class)
                    .list());
  }

  /** Answers questions about figures from one snapshot. */
  public <T> T ask(Function<Snapshot, T> questions) {
    return new PageStore(database).ask(questions);
  }

  private static Query bound(String sql, ScopeQuestion scope, Handle handle) {
    return handle
        .createQuery(sql)
        .bind("scope", scope.scope())
        .bind("environment", scope.environment());
  }

  private static @Nullable Value value(Explained explained, Handle handle) {
    Optional<Value> value =
        bound(VALUE, explained.scope(), handle)
            .bind("grain", Periods.name(explained.period().grain()))
            .bind("kind", explained.scope().kind())
            .bind("metric", explained.metric().id())
            .bind("period", explained.period().first())
            .map((row, context) -> value(row))
            .findOne();
    return value.orElse(null);
  }

  private static Value value(ResultSet row) throws SQLException {
    return new Value(
        new Figure(
            row.getString("metric"),
            row.getString("definition"),
            row.getObject("period_start", LocalDate.class),
            row.getLong("n"),
            row.getLong("excluded"),
            Snapshot.counts(row.getString("excluded_by_reason")),
            row.getBigDecimal("median_seconds"),
            row.getBigDecimal("p75_seconds"),
            row.getBigDecimal("p90_seconds"),
            row.getBigDecimal("value"),
            Snapshot.counts(row.getString("parts")),
            row.getString("suppressed")),
        row.getString("parts"),
        row.getString("suppressed"));
  }

  private static Failure failure(ResultSet row) throws SQLException {
    OffsetDateTime recovered = row.getObject("recovered_at", OffsetDateTime.class);
    return new Failure(
        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
        row.getObject("failed_at", OffsetDateTime.class).toInstant(),
        recovered == null ? null : recovered.toInstant());
  }
}
