package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The table of one compacted topic. Its statements take the generation, then one array per column:
 * key, value, partition and offset for an upsert; key, partition and offset for a deletion. Both
 * leave a row alone that came from a later record of the same partition, so a record may be applied
 * any number of times and after its successors.
 *
 * <p>Offsets of two partitions do not compare: the number of partitions of a compacted topic is
 * part of the contract and must not change under its keys.
 */
final class FactTable<K extends SpecificRecord, V extends SpecificRecord> {

  private static final Pattern NAME = Pattern.compile("insert into (\\w+)");

  private final Topic<K, V> topic;
  private final String upsert;
  private final String delete;
  private final List<ArrayColumn<Fact<K, V>>> upsertColumns;
  private final List<ArrayColumn<Fact<K, V>>> deleteColumns;

  FactTable(
      Topic<K, V> topic,
      String upsert,
      String delete,
      List<ArrayColumn<K>> keyColumns,
      List<ArrayColumn<V>> valueColumns) {
    this.topic = topic;
    this.upsert = upsert;
    this.delete = delete;
    List<ArrayColumn<Fact<K, V>>> keys =
        keyColumns.stream().map(column -> column.<Fact<K, V>>of(Fact::key)).toList();
    List<ArrayColumn<Fact<K, V>>> values =
        valueColumns.stream().map(column -> column.<Fact<K, V>>of(FactTable::present)).toList();
    List<ArrayColumn<Fact<K, V>>> source =
        List.of(
            ArrayColumn.whole(fact -> (long) fact.source().partition()),
            ArrayColumn.whole(fact -> fact.source().offset()));
    this.upsertColumns = Stream.of(keys, values, source).flatMap(List::stream).toList();
    this.deleteColumns = Stream.of(keys, source).flatMap(List::stream).toList();
  }

  Topic<K, V> topic() {
    return topic;
  }

  /** Its name, as the statements have it. */
  String name() {
    Matcher matcher = NAME.matcher(upsert);
    if (!matcher.find()) {
      throw new IllegalStateException("Expected a table to insert into, got " + upsert);
    }
    return matcher.group(1);
  }

  void upsert(Connection connection, int generation, List<Fact<K, V>> facts) throws SQLException {
    execute(connection, upsert, upsertColumns, generation, facts);
  }

  void delete(Connection connection, int generation, List<Fact<K, V>> facts) throws SQLException {
    execute(connection, delete, deleteColumns, generation, facts);
  }

  private static <T> void execute(
      Connection connection, String sql, List<ArrayColumn<T>> columns, int generation, List<T> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      statement.setInt(index++, generation);
      for (ArrayColumn<T> column : columns) {
        statement.setArray(index++, column.array(connection, rows));
      }
      statement.executeUpdate();
    }
  }

  private static <K, V> V present(Fact<K, V> fact) {
    return Objects.requireNonNull(fact.value(), "a tombstone has no columns");
  }
}
