package dev.plumbline.dashboards.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The Postgres behind the service. Need not be there at start, and may go and come back.
 *
 * <p>Reading goes through a pool of its own, as the reader role: however many clients read slowly,
 * the sink keeps its connection, and whatever a query says, it cannot write.
 */
public final class Database implements Component {

  private static final String SCHEMA = "plumbline";
  private static final int READERS = 8;
  private static final int CONNECT_SECONDS = 5;
  // A server that hangs is a server that is gone. Longer than any statement may take.
  private static final int SOCKET_SECONDS = 90;
  private static final int VALID_SECONDS = 2;
  private static final long READER_WAIT_MILLIS = 5_000;
  private static final String AS_READER =
      "set role plumbline_reader;"
          + " set default_transaction_read_only = on;"
          + " set statement_timeout = '60s';"
          // Compiling a query takes longer than any of a page runs.
          + " set jit = off";

  private final PGSimpleDataSource source;
  private final HikariDataSource readers;
  private final Jdbi reading;

  private Database(PGSimpleDataSource source) {
    this.source = source;
    this.readers = new HikariDataSource(readers(source));
    this.reading = Jdbi.create(readers);
  }

  /**
   * The database at the address; connects when first asked.
   *
   * @param url JDBC address with user and password
   */
  public static Database at(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      // Neither the driver's message nor its cause: both repeat the address with its password.
      throw new IllegalArgumentException(
          "Expected a Postgres address such as"
              + " jdbc:postgresql://host:5432/database?user=..&password=..");
    }
    source.setApplicationName("plumbline-dashboards");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    return new Database(source);
  }

  private static HikariConfig readers(PGSimpleDataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("plumbline-readers");
    config.setDataSource(source);
    config.setConnectionInitSql(AS_READER);
    config.setMaximumPoolSize(READERS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(READER_WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /** Brings the schema up to this version. */
  public void migrate() {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/plumbline/dashboards/store/migration")
        .schemas(SCHEMA)
        .createSchemas(true)
        .load()
        .migrate();
  }

  /** A connection that may write, of the caller's own. */
  public Connection connect() throws SQLException {
    Connection connection = source.getConnection();
    connection.setSchema(SCHEMA);
    return connection;
  }

  Jdbi reading() {
    return reading;
  }

  @Override
  public String name() {
    return "postgres";
  }

  // Not from the pool: slow readers are no reason to call the database down.
  @Override
  public CheckResult check() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(VALID_SECONDS)
          ? CheckResult.up()
          : CheckResult.down("Postgres does not answer");
    } catch (SQLException e) {
      return CheckResult.down("Postgres cannot be reached: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
