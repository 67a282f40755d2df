package dev.plumbline.dashboards.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

/** Runs queries through a cursor, so that the size of an answer does not matter. */
final class Rows {

  private static final Logger LOG = LoggerFactory.getLogger(Rows.class);
  private static final int FETCH_ROWS = 1_000;

  private Rows() {}

  static @Nullable OffsetDateTime atUtc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Hands every row of the query on; the query must run in a transaction. */
  static void scan(Query query, List<Column> columns, RowReceiver receiver) {
    query.setFetchSize(FETCH_ROWS);
    query.addCustomizer(
        new StatementCustomizer() {
          @Override
          public void beforeExecution(PreparedStatement statement, StatementContext context) {
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
