package dev.plumbline.standalone.running;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an instance's Postgres, as text.
 *
 * @param postgres JDBC address
 */
public record Rows(String postgres) {

  /** Rows of one column. */
  public List<String> of(String sql, String... parameters) {
    try (Connection connection = DriverManager.getConnection(postgres);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int parameter = 0; parameter < parameters.length; parameter++) {
        statement.setString(parameter + 1, parameters[parameter]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(results.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("Expected rows of " + sql, e);
    }
  }
}
