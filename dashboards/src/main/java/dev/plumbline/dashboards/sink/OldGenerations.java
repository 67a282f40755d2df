package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is left in Postgres of the generations that nobody reads any more. It is deleted a bounded
 * number of rows at a time, so that no transaction is long and a stop need not wait.
 */
final class OldGenerations {

  private static final int ROWS = 5_000;
  private static final String DELETE_OFFSETS =
      "delete from sink_offset where generation < ? and topic = any (?)";
  private static final String DELETE_ROWS =
      "delete from %1$s where ctid = any (array("
          + "select ctid from %1$s where generation < ? limit "
          + ROWS
          + "))";

  private OldGenerations() {}

  /**
   * Deletes some rows, each in a transaction of its own, and first the offsets: a sink that still
   * writes such rows finds itself fenced.
   *
   * @return whether nothing is left
   */
  static boolean delete(Family family, int active, Connection connection) throws SQLException {
    deleteOffsets(family, active, connection);
    boolean isNothingLeft = true;
    for (FactTable<?, ?> table : Tables.of(family)) {
      try (PreparedStatement statement =
          connection.prepareStatement(DELETE_ROWS.formatted(table.name()))) {
        statement.setInt(1, active);
        isNothingLeft &= statement.executeUpdate() < ROWS;
      }
    }
    return isNothingLeft;
  }

  private static void deleteOffsets(Family family, int active, Connection connection)
      throws SQLException {
    List<String> topics =
        IntStream.range(1, active)
            .mapToObj(family::outputs)
            .flatMap(List::stream)
            .map(Topic::name)
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(DELETE_OFFSETS)) {
      statement.setInt(1, active);
      statement.setArray(2, connection.createArrayOf("text", topics.toArray()));
      statement.executeUpdate();
    }
  }
}
