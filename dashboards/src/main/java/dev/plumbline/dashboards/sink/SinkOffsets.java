package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets in Postgres, which are the only ones: they move in the transaction that writes the
 * rows. Every transaction first locks all of them, in one order, and compares them with what this
 * sink believes: a second sink that has moved on is thereby noticed before anything is written.
 */
final class SinkOffsets {

  private static final String ADD =
      "insert into sink_offset (generation, topic, source_partition, next_offset)"
          + " values (?, ?, ?, ?) on conflict do nothing";
  private static final String READ =
      "select topic, source_partition, next_offset from sink_offset"
          + " where generation = ? and topic = any (?)"
          + " order by topic, source_partition for update";
  private static final String ADVANCE = Statements.load("advance-offsets.sql");
  private static final List<ArrayColumn<Map.Entry<TopicPartition, Long>>> ADVANCE_COLUMNS =
      List.of(
          ArrayColumn.text(entry -> entry.getKey().topic()),
          ArrayColumn.whole(entry -> (long) entry.getKey().partition()),
          ArrayColumn.whole(Map.Entry::getValue));

  private final Connection connection;
  private final Object[] topics;
  private final int generation;

  SinkOffsets(Family family, int generation, Connection connection) {
    this.connection = connection;
    this.topics = family.outputs(generation).stream().map(Topic::name).toArray();
    this.generation = generation;
  }

  int generation() {
    return generation;
  }

  /** The stored offsets, where there is none yet the beginning. */
  Map<TopicPartition, Long> load(Map<TopicPartition, Long> beginnings) throws SQLException {
    addMissing(beginnings);
    Map<TopicPartition, Long> stored = read();
    stored.keySet().retainAll(beginnings.keySet());
    return stored;
  }

  /**
   * Moves from the expected offsets to the next ones, within the caller's transaction.
   *
   * @throws FencedException if another sink has moved any of them
   */
  void advance(Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next)
      throws SQLException, FencedException {
    Map<TopicPartition, Long> stored = read();
    for (Map.Entry<TopicPartition, Long> offset : expected.entrySet()) {
      if (!offset.getValue().equals(stored.get(offset.getKey()))) {
        throw new FencedException(offset.getKey(), offset.getValue());
      }
    }
    List<Map.Entry<TopicPartition, Long>> moved = List.copyOf(next.entrySet());
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      int index = 1;
      for (ArrayColumn<Map.Entry<TopicPartition, Long>> column : ADVANCE_COLUMNS) {
        statement.setArray(index++, column.array(connection, moved));
      }
      statement.setInt(index, generation);
      statement.executeUpdate();
    }
  }

  private void addMissing(Map<TopicPartition, Long> beginnings) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Map.Entry<TopicPartition, Long> beginning : beginnings.entrySet()) {
        statement.setInt(1, generation);
        statement.setString(2, beginning.getKey().topic());
        statement.setInt(3, beginning.getKey().partition());
        statement.setLong(4, beginning.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private Map<TopicPartition, Long> read() throws SQLException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setInt(1, generation);
      statement.setArray(2, connection.createArrayOf("text", topics));
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return offsets;
  }
}
