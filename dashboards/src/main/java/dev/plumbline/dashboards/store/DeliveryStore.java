package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Column.instant;
import static dev.plumbline.dashboards.store.Column.number;
import static dev.plumbline.dashboards.store.Column.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked about delivery. Answers come row by row through a cursor, so their size does not
 * matter here; each is one snapshot of the database.
 */
public final class DeliveryStore {

  /** Columns of {@link #changes}. */
  public static final List<Column> CHANGE_COLUMNS =
      List.of(
          text("commit"),
          text("repository"),
          text("service"),
          text("environment"),
          new Column("is_merge", Column.Kind.BOOLEAN),
          instant("authored_at"),
          instant("committed_at"),
          text("deployment"),
          instant("deployed_at"),
          number("lead_time_seconds"),
          text("excluded_reason"));

  /** Columns of {@link #dora}. */
  public static final List<Column> DORA_COLUMNS =
      List.of(
          text("metric"),
          text("definition"),
          text("scope"),
          text("environment"),
          new Column("period_start", Column.Kind.DATE),
          number("n"),
          number("excluded"),
          new Column("excluded_by_reason", Column.Kind.OBJECT),
          number("median_seconds"),
          number("p75_seconds"),
          number("p90_seconds"),
          number("value"));

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryStore.class);
  private static final int FETCH_ROWS = 1_000;
  private static final String CHANGES = Sql.load("changes.sql");
  private static final String DORA = Sql.load("dora.sql");
  private static final String SERVICES =
      "select distinct service from plumbline.service_environments order by service";
  private static final String ENVIRONMENTS =
      "select distinct environment from plumbline.service_environments order by environment";

  private final Database database;

  public DeliveryStore(Database database) {
    this.database = database;
  }

  /** Every commit as it concerns a service and environment, in the order of commit time. */
  public void changes(ChangeFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(CHANGES);
              bindNames(query, filter.services(), filter.environments());
              query.bindBySqlType("from", atUtc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE);
              scan(query, CHANGE_COLUMNS, receiver);
            });
  }

  /** DORA's metrics of services, in the order of metric, service, environment and period. */
  public void dora(DoraFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(DORA);
              bindNames(query, filter.services(), filter.environments());
              query.bind("grain", Periods.name(filter.grain()));
              query.bind("step", Periods.step(filter.grain()));
              query.bindBySqlType("first", filter.first(), Types.DATE);
              query.bindBySqlType("last", filter.last(), Types.DATE);
              scan(query, DORA_COLUMNS, receiver);
            });
  }

  /** Names of the services that have a change or a deployment. */
  public List<String> services() {
    return names(SERVICES);
  }

  /** Names of the environments that have a change or a deployment. */
  public List<String> environments() {
    return names(ENVIRONMENTS);
  }

  private List<String> names(String sql) {
    return database
        .reading()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static void bindNames(Query query, List<String> services, List<String> environments) {
    query.bindArray("services", String.class, services);
    query.bindArray("environments", String.class, environments);
  }

  private static @Nullable OffsetDateTime atUtc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static void scan(Query query, List<Column> columns, RowReceiver receiver) {
    query.setFetchSize(FETCH_ROWS);
    query.addCustomizer(
        new StatementCustomizer() {
          @Override
          public void beforeExecution(
              java.sql.PreparedStatement statement, StatementContext context) {
            receiver.started(() -> cancel(statement));
          }
        });
    query.scanResultSet((rows, context) -> hand(rows, columns, receiver));
  }

  private static @Nullable Void hand(
      Supplier<ResultSet> rows, List<Column> columns, RowReceiver receiver) throws SQLException {
    try (ResultSet result = rows.get()) {
      receiver.begin();
      while (result.next()) {
        receiver.row(values(result, columns));
      }
      receiver.end();
      return null;
    }
  }

  private static @Nullable Object[] values(ResultSet result, List<Column> columns)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).kind().valueOf(result, i + 1);
    }
    return values;
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.warn("A query whose client is gone could not be cancelled", e);
    }
  }
}
