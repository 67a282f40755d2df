package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.change;
import static dev.plumbline.dashboards.TestFacts.deployed;
import static dev.plumbline.topic.Topics.FACTS_CHANGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.Change;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Change V1 = deployed("2024-01-02T03:04:05Z", "v1", "2024-01-03T00:00:00Z");

  private final AvroSerdes serdes = AvroSerdes.on("mock://sink");
  private final LogConsumer log = new LogConsumer(serdes);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @Test
  void shouldGoOnByItselfWhenPostgresCameBack() {
    try (TestPostgres postgres = TestPostgres.start();
        Database database = Database.at(postgres.newDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters)) {
      log.limitPolls(10);
      append(0, 200);
      awaitUp(sink);

      postgres.kill();
      append(200, 400);
      awaitDown(sink, "Postgres:");
      assertThat(sink.kafka().isUp()).isTrue();
      assertThat(sink.lag())
          .succeedsWithin(PATIENCE)
          .satisfies(lag -> assertThat(lag).isPositive());
      postgres.startServer();

      awaitUp(sink);
      awaitLag(sink, 0);
      assertThat(rows(database)).isEqualTo(400);
      assertThat(meters.get("plumbline.sink.records").counters())
          .satisfiesOnlyOnce(counter -> assertThat(counter.count()).isBetween(400.0, 410.0));
    }
  }

  @Test
  void shouldWaitForRegistryThatIsAway() throws Exception {
    append(0, 5);
    int port = freePort();
    AvroSerdes remote = AvroSerdes.on("http://127.0.0.1:" + port);
    try (Database database = Database.at(TestPostgres.migratedDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, remote, database, meters)) {
      awaitDown(sink, "The schema registry cannot be reached");
      assertThat(rows(database)).isZero();

      HttpServer registry = registry(port);
      awaitUp(sink);
      awaitLag(sink, 0);
      registry.stop(0);

      assertThat(rows(database)).isEqualTo(5);
      assertThat(meters.get("plumbline.sink.poison").counter().count()).isZero();
    }
  }

  @Test
  void shouldNotCountMarkersOfTransactionsAsLag() {
    append(0, 3);
    log.appendMarker(FACTS_CHANGES);
    log.appendMarker(FACTS_CHANGES);
    try (Database database = Database.at(TestPostgres.migratedDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters)) {
      awaitUp(sink);
      awaitLag(sink, 0);
      assertThat(meters.get("plumbline.sink.lag").gauge().value()).isZero();
    }
  }

  @Test
  void shouldSayWhatIsWrongAndRecoverWhenTopicIsNotThere() {
    log.updatePartitions(FACTS_CHANGES.name(), java.util.List.of());
    try (Database database = Database.at(TestPostgres.migratedDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters)) {
      awaitDown(sink, "Expected topic plumbline.facts.changes to exist");
      assertThat(sink.kafka().isUp()).isTrue();
      assertThat(sink.lag()).failsWithin(PATIENCE);

      log.updatePartitions(
          FACTS_CHANGES.name(),
          java.util.List.of(
              new org.apache.kafka.common.PartitionInfo(
                  FACTS_CHANGES.name(), 0, null, null, null)));
      awaitUp(sink);
    }
  }

  @Test
  void shouldComeBackWhenConsumerFails() {
    try (Database database = Database.at(TestPostgres.migratedDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters)) {
      awaitUp(sink);
      log.schedulePollTask(
          () -> {
            throw new AssertionError("nobody foresaw this");
          });
      awaitDown(sink, "nobody foresaw this");
      append(0, 1);
      awaitUp(sink);
      awaitLag(sink, 0);
    }
  }

  @Test
  void shouldTellKafkaIsDownUntilItAnswers() {
    log.unreachable(true);
    try (Database database = Database.at(TestPostgres.migratedDatabase());
        Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters)) {
      awaitDown(sink, "Kafka: no answer");
      assertThat(sink.kafka().detail()).contains("no answer");

      log.unreachable(false);
      awaitUp(sink);
      assertThat(sink.kafka().isUp()).isTrue();
    }
  }

  @Test
  void shouldRefuseQuestionsWhenStopped() {
    Database database = Database.at(TestPostgres.migratedDatabase());
    Sink sink = Sink.start(Family.DELIVERY, 1, () -> log, serdes, database, meters);
    awaitUp(sink);
    sink.close();
    database.close();

    assertThat(sink.check().detail()).isEqualTo("The sink is stopped");
    assertThatThrownBy(() -> sink.lag().get(1, TimeUnit.SECONDS))
        .hasMessageContaining("The sink is stopped");
    assertThat(log.closed()).isTrue();
  }

  private void append(int from, int to) {
    for (int i = from; i < to; i++) {
      log.append(FACTS_CHANGES, change("checkout", "sha" + i), V1);
    }
  }

  private static void awaitUp(Sink sink) {
    await().atMost(PATIENCE).until(() -> sink.check().isUp());
  }

  private static void awaitDown(Sink sink, String reason) {
    await().atMost(PATIENCE).until(() -> sink.check().detail().contains(reason));
  }

  private static void awaitLag(Sink sink, long lag) {
    await().atMost(PATIENCE).until(() -> sink.lag().get(5, TimeUnit.SECONDS) == lag);
  }

  private static long rows(Database database) {
    try (Connection connection = database.connect();
        ResultSet rows = connection.createStatement().executeQuery("select count(*) from change")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A registry that knows what the other one knows. */
  private HttpServer registry(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/schemas/ids/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] answer = schema(Integer.parseInt(path.substring("/schemas/ids/".length())));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private byte[] schema(int id) throws IOException {
    try {
      Schema schema = (Schema) serdes.registry().getSchemaById(id).rawSchema();
      String quoted = schema.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      return ("{\"schema\":\"" + quoted + "\"}").getBytes(StandardCharsets.UTF_8);
    } catch (io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException e) {
      throw new IOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
