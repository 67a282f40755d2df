package dev.plumbline.dashboards.sink;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of many rows, sent as one array: a statement then costs the same few parameters for one
 * row and for thousands. Arrays are typed, for the driver sends those of numbers in binary.
 *
 * @param sqlType type of an element in Postgres
 * @param javaType class of an element
 * @param value the element of a row
 */
record ArrayColumn<T>(String sqlType, Class<?> javaType, Function<T, @Nullable Object> value) {

  static <T> ArrayColumn<T> text(Function<T, @Nullable String> value) {
    return new ArrayColumn<>("text", String.class, value::apply);
  }

  /** Sent as a JSON array: Postgres has no array of arrays of several lengths. */
  static <T> ArrayColumn<T> texts(Function<T, List<String>> value) {
    return text(row -> Statements.texts(value.apply(row)));
  }

  static <T> ArrayColumn<T> bool(Function<T, @Nullable Boolean> value) {
    return new ArrayColumn<>("boolean", Boolean.class, value::apply);
  }

  static <T> ArrayColumn<T> whole(Function<T, @Nullable Long> value) {
    return new ArrayColumn<>("bigint", Long.class, value::apply);
  }

  static <T> ArrayColumn<T> number(Function<T, @Nullable BigDecimal> value) {
    return new ArrayColumn<>("numeric", BigDecimal.class, value::apply);
  }

  /** Sent as milliseconds, which is what the topics hold; the statement makes instants of them. */
  static <T> ArrayColumn<T> milliseconds(Function<T, @Nullable Instant> value) {
    return new ArrayColumn<>("bigint", Long.class, row -> milliseconds(value.apply(row)));
  }

  /** Sent as text: an array of dates would depend on the time zone of the process. */
  static <T> ArrayColumn<T> day(Function<T, @Nullable LocalDate> value) {
    return new ArrayColumn<>("text", String.class, row -> iso(value.apply(row)));
  }

  /** The column of another kind of row that holds this one. */
  <R> ArrayColumn<R> of(Function<R, T> part) {
    return new ArrayColumn<>(sqlType, javaType, row -> value.apply(part.apply(row)));
  }

  java.sql.Array array(Connection connection, List<T> rows) throws SQLException {
    Object[] elements = (Object[]) Array.newInstance(javaType, rows.size());
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value.apply(rows.get(i));
    }
    return connection.createArrayOf(sqlType, elements);
  }

  private static @Nullable String iso(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static @Nullable Long milliseconds(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
