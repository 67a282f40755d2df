package dev.plumbline.dashboards.sink;

import java.sql.SQLException;

/** Postgres's error codes, as far as they tell whose fault an error is. */
final class SqlStates {

  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";
  private static final String PROGRAM_LIMIT_EXCEEDED = "54";

  private SqlStates() {}

  /** Whether the same rows would fail on any server at any time. */
  static boolean isFaultOfData(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith(DATA_EXCEPTION)
            || state.startsWith(CONSTRAINT_VIOLATION)
            || state.startsWith(PROGRAM_LIMIT_EXCEEDED));
  }
}
