package dev.plumbline.dashboards.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A column of an answer.
 *
 * @param name as in SQL and CSV, words joined by underscores
 * @param kind what its values are
 */
public record Column(String name, Kind kind) {

  /** What the values of a column are, and how they are had from a result. */
  public enum Kind {
    TEXT(ResultSet::getString),
    BOOLEAN((result, index) -> result.getObject(index, Boolean.class)),
    /** {@link BigDecimal} without trailing zeros. */
    NUMBER(Kind::number),
    /** {@link java.time.Instant}. */
    INSTANT(Kind::instant),
    /** {@link LocalDate}. */
    DATE((result, index) -> result.getObject(index, LocalDate.class)),
    /** A JSON object as text. */
    OBJECT(ResultSet::getString),
    /** A JSON array as text. */
    LIST(ResultSet::getString);

    private final Getter getter;

    Kind(Getter getter) {
      this.getter = getter;
    }

    @Nullable Object valueOf(ResultSet result, int index) throws SQLException {
      return getter.get(result, index);
    }

    private static @Nullable Object number(ResultSet result, int index) throws SQLException {
      BigDecimal number = result.getBigDecimal(index);
      return number == null ? null : number.stripTrailingZeros();
    }

    private static @Nullable Object instant(ResultSet result, int index) throws SQLException {
      OffsetDateTime time = result.getObject(index, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }
  }

  private interface Getter {
    @Nullable Object get(ResultSet result, int index) throws SQLException;
  }

  /** What to select for it: of a list its JSON. */
  String sql() {
    return kind == Kind.LIST ? "to_jsonb(" + name + ")" : name;
  }

  static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  static Column instant(String name) {
    return new Column(name, Kind.INSTANT);
  }
}
