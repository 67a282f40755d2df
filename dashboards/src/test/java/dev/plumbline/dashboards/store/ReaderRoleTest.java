package dev.plumbline.dashboards.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dashboards.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderRoleTest {

  private static String url;

  @BeforeAll
  static void letReaderIn() {
    url = TestPostgres.migratedDatabase();
    TestPostgres.shared().execute("alter role plumbline_reader login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changes",
        "deployments",
        "pull_requests",
        "dora_metrics",
        "service_environments",
        "tickets",
        "ops_demand_metrics",
        "scopes",
        "freshness",
        "quarantined_records",
        "scope_names",
        "repositories",
        "queues",
        "first_scopes('{service}', 5)",
        "environments_of('{checkout}')",
        "teams",
        "service_owners",
        "queue_owners",
        "incidents",
        "failures",
        "pull_request_changes",
        "account_coverage",
        "programme_phases",
        "programme_baselines",
        "programme_cohorts",
        "known_events",
        "environments",
        "environment_types_of('{checkout}')"
      })
  void shouldReadViews(String view) {
    assertThatCode(() -> run("select * from plumbline." + view)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from plumbline.change",
        "select * from plumbline.deployment",
        "select * from plumbline.pull_request",
        "select * from plumbline.dora_metric",
        "select * from plumbline.team",
        "select * from plumbline.service",
        "select * from plumbline.queue",
        "select * from plumbline.ticket",
        "select * from plumbline.ops_demand_metric",
        "select * from plumbline.incident",
        "select * from plumbline.account",
        "select person from plumbline.account",
        "select count(*) from plumbline.account",
        "select * from plumbline.programme",
        "select * from plumbline.generation",
        "select * from plumbline.sink_offset",
        "select * from plumbline.sink_quarantine",
        "select plumbline.instant_of(0)",
        "delete from plumbline.changes",
        "update plumbline.deployments set status = ''",
        "delete from plumbline.tickets",
        "create table plumbline.mine (x int)",
        "create table public.mine (x int)",
        "drop view plumbline.changes",
        "alter role plumbline_reader superuser"
      })
  void shouldNotReachAnythingElse(String sql) {
    assertThatThrownBy(() -> run("set default_transaction_read_only = off", sql))
        .isInstanceOf(SQLException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .containsAnyOf("permission denied", "must be owner", "cannot"));
  }

  @Test
  void shouldNotSeeAnyAccountInAnyView() throws SQLException {
    String account = "b7c1'f3\"a9";
    try (Connection owner = DriverManager.getConnection(url);
        PreparedStatement insert =
            owner.prepareStatement(
                "insert into plumbline.account values (1, 'github', ?, 'HUMAN', 7, false, 0, 0)")) {
      insert.setString(1, account);
      insert.executeUpdate();
    }
    List<String> views = texts("select viewname from pg_views where schemaname = 'plumbline'");
    assertThat(views).contains("account_coverage", "pull_request_changes", "failures");
    for (String view : views) {
      assertThat(texts("select t::text from plumbline." + view + " t"))
          .as(view)
          .noneMatch(row -> row.contains("b7c1"));
    }
    assertThat(texts("select t::text from plumbline.account_coverage t")).contains("(unmapped,7)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_scopes", "environments_of", "environment_types_of"})
  void shouldTakeHostileNamesAsNames(String function) throws SQLException {
    String more = function.equals("first_scopes") ? ", 3" : "";
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select * from plumbline." + function + "(?::text[]" + more + ")")) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", new String[] {"'); drop view plumbline.changes; --", "{a,b}", "\\"}));
      assertThat(statement.executeQuery().next()).isFalse();
    }
    run("select * from plumbline.changes");
  }

  private static List<String> texts(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Test
  void shouldBeReadOnlyAndShortByDefault() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('default_transaction_read_only'),"
                    + " current_setting('statement_timeout')")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("on");
      assertThat(row.getString(2)).isEqualTo("15s");
    }
  }

  @Test
  void shouldReadThroughApiAsReader() {
    try (Database database = Database.at(url)) {
      String role =
          database
              .reading()
              .withHandle(
                  handle -> handle.createQuery("select current_user").mapTo(String.class).one());
      assertThat(role).isEqualTo("plumbline_reader");
    }
  }

  @Test
  void shouldMigrateWhenRoleIsThereAlready() {
    try (Database database = Database.at(TestPostgres.shared().newDatabase())) {
      assertThatCode(database::migrate).doesNotThrowAnyException();
      assertThatCode(database::migrate).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldKeepPasswordToItselfWhenAddressIsWrong() {
    assertThatThrownBy(() -> Database.at("jdbc:postgresql:?password=s3cret&user=%"))
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(url.replace("user=postgres", "user=plumbline_reader"));
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
