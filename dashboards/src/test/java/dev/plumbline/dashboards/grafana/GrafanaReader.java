package dev.plumbline.dashboards.grafana;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server whose roles are those of {@code roles.sql} and whose tables were made by the role that
 * owns the database, asked as Grafana asks it: as its role and over the simple protocol.
 */
final class GrafanaReader implements AutoCloseable {

  private static final Path ROLES = Path.of("postgres", "roles.sql");
  private static final Pattern SET = Pattern.compile("\\\\set (\\w+) `cat /run/secrets/\\w+`");

  /** An answer as Grafana would get it. */
  record Answer(Map<String, String> types, List<Map<String, @Nullable Object>> rows) {

    List<String> columns() {
      return List.copyOf(types.keySet());
    }

    List<@Nullable Object> column(String name) {
      List<@Nullable Object> values = new ArrayList<>();
      rows.forEach(row -> values.add(row.get(name)));
      return values;
    }
  }

  private final TestPostgres server;
  private final Connection connection;

  private GrafanaReader(TestPostgres server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  /** Starts the server and fills it with the statements, which run as the owner of the tables. */
  static GrafanaReader start(String seed) throws SQLException {
    TestPostgres server = TestPostgres.start();
    server.execute("create database plumbline");
    execute(server.url("plumbline"), roles());
    String owner = server.url("plumbline").replace("user=postgres", "user=plumbline");
    try (Database database = Database.at(owner)) {
      database.migrate();
    }
    execute(owner + "&currentSchema=plumbline", seed);
    String reader = server.url("plumbline").replace("user=postgres", "user=grafana");
    return new GrafanaReader(
        server, DriverManager.getConnection(reader + "&preferQueryMode=simple"));
  }

  Answer ask(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      Map<String, String> types = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.put(columns.getColumnLabel(i), columns.getColumnTypeName(i));
      }
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), result.getObject(i));
        }
        rows.add(row);
      }
      return new Answer(types, rows);
    }
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.close();
  }

  /** The file without what only psql understands. */
  private static String roles() {
    try {
      String file = Files.readString(ROLES);
      String statements =
          file.lines().filter(line -> !line.startsWith("\\")).collect(Collectors.joining("\n"));
      for (String name : SET.matcher(file).results().map(match -> match.group(1)).toList()) {
        statements = statements.replace(":'" + name + "'", "'secret of " + name + "'");
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
