package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The generation of a family that readers see: one number, which every view asks for. */
final class ActiveGeneration {

  private static final String READ = "select active from generation where family = ?";
  // Whoever moves readers on waits for this, so that nobody writes what has just been left.
  private static final String READ_AND_HOLD = READ + " for share";
  private static final String MOVE =
      "update generation set active = ? where family = ? and active < ?";

  private ActiveGeneration() {}

  static int read(Family family, Connection connection) throws SQLException {
    return read(READ, family, connection);
  }

  /**
   * Holds it where it is until the caller's transaction ends.
   *
   * @throws SinkException if it is a later one
   */
  static void expectNotPassed(Family family, int generation, Connection connection)
      throws SQLException {
    int active = read(READ_AND_HOLD, family, connection);
    if (generation < active) {
      throw new SinkException(
          "Readers of %s see generation %d; generation %d is not written any more"
              .formatted(family.id(), active, generation));
    }
  }

  /** Shows another generation from the caller's commit on; never goes back. */
  static void move(Family family, int generation, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setInt(1, generation);
      statement.setString(2, family.id());
      statement.setInt(3, generation);
      statement.executeUpdate();
    }
  }

  private static int read(String sql, Family family, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, family.id());
      ResultSet row = statement.executeQuery();
      if (!row.next()) {
        throw new SinkException(
            "Expected table generation to have a row for family " + family.id());
      }
      return row.getInt(1);
    }
  }
}
