package dev.plumbline.dashboards.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamingTest {

  private static final int ROWS = 200_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String MANY_ROWS =
      "insert into change select 1, 'big', 'production', 'acme/big', 'sha' || i, false, null,"
          + " timestamptz '2024-01-01Z' + i * interval '1 second', null, null, 'not-deployed', 0, i"
          + " from generate_series(1, "
          + ROWS
          + ") i";

  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws SQLException {
    database = Database.at(TestPostgres.migratedDatabase());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(MANY_ROWS);
    }
    api = start(database);
  }

  private static ReadApi start(Database database) {
    return ReadApi.start(
        new InetSocketAddress("127.0.0.1", 0),
        database,
        ReadApi.Options.NONE,
        () -> CompletableFuture.failedFuture(new IllegalStateException("no sink")),
        () -> new Health(Map.of()),
        "127.0.0.1:1",
        new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @Test
  void shouldHandOutMoreRowsThanAreHeld() throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(request("service=big&format=csv"), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      long lines = new String(body.readAllBytes(), StandardCharsets.UTF_8).lines().count();
      assertThat(lines).isEqualTo(ROWS + 1);
    }
  }

  @Test
  void shouldWaitForSlowClientAndEndQueryWhenItLeaves() throws Exception {
    try (Socket client = request()) {
      assertThat(client.getInputStream().readNBytes(1_000)).hasSize(1_000);
      Thread.sleep(500);
      assertThat(runningQueries()).isEqualTo(1);
    }
    await().atMost(PATIENCE).until(() -> runningQueries() == 0);
  }

  @Test
  void shouldCancelQueryWhenClientLeavesBeforeFirstRow() throws Exception {
    try (Connection locker = database.connect();
        Statement statement = locker.createStatement()) {
      locker.setAutoCommit(false);
      statement.execute("lock table deployment in access exclusive mode");
      try (Socket client = request()) {
        await().atMost(PATIENCE).until(() -> client.isConnected() && runningQueries() == 1);
      }
      await().atMost(PATIENCE).until(() -> runningQueries() == 0);
    }
  }

  @Test
  void shouldSayThatDatabaseIsAwayAndNothingElse() throws Exception {
    Database closed = Database.at(TestPostgres.migratedDatabase());
    closed.close();
    try (ReadApi other = start(closed)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri(other, "/api/v1/facts/changes?format=csv")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"The database is not available now; see /health\"}");
    }
  }

  @Test
  void shouldSayThatLagCannotBeTold() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri(api, "/api/v1/lag")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The lag cannot be told now").doesNotContain("no sink");
  }

  private static HttpRequest request(String query) {
    return HttpRequest.newBuilder(uri(api, "/api/v1/facts/changes?" + query)).build();
  }

  private static URI uri(ReadApi api, String path) {
    return URI.create("http://127.0.0.1:" + api.port() + path);
  }

  /** A client that has asked and reads nothing yet, with little room for what is not read. */
  private static Socket request() throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(4_096);
    client.connect(new InetSocketAddress("127.0.0.1", api.port()));
    client
        .getOutputStream()
        .write(
            "GET /api/v1/facts/changes?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static long runningQueries() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid() and state <> 'idle'"
                    + " and query like '%plumbline.changes%'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
