package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.change;
import static dev.plumbline.dashboards.TestFacts.deployed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.Change;
import dev.plumbline.replay.Generations;
import dev.plumbline.replay.InMemoryGenerationLog;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sinks of two generations on one Postgres, and the moment between them. */
class FamilySinksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Generations COMPUTING = new Generations(1, 2, null);
  private static final String SEEN =
      "select count(*), min(deployment), max(deployment) from changes";
  private static final int OLD_ROWS = 300;
  private static final int NEW_ROWS = 200;
  private static final String OLD = "300|v1|v1";
  private static final String NEW = "200|v2|v2";

  private final AvroSerdes serdes = AvroSerdes.on("mock://family-sinks");
  private final String url = TestPostgres.migratedDatabase();
  private final Database database = Database.at(url);
  private final TestSink reader = new TestSink(url, serdes, new LogConsumer(serdes));
  private final InMemoryGenerationLog log = new InMemoryGenerationLog();
  private FamilySinks sinks = started();

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sinks.close();
    reader.close();
    database.close();
  }

  @Test
  void shouldShowNextGenerationAllAtOnce() throws Exception {
    stepUntil(() -> seen().equals(OLD));
    AtomicBoolean isReading = new AtomicBoolean(true);
    CompletableFuture<List<String>> answers =
        CompletableFuture.supplyAsync(() -> distinctAnswers(isReading));

    tell(COMPUTING);
    stepUntil(() -> rows("change", 2) == NEW_ROWS);
    assertThat(seen()).isEqualTo(OLD);
    assertThat(log.shown(Family.DELIVERY)).hasValue(1);

    tell(COMPUTING.caughtUp(ends(NEW_ROWS)));
    stepUntil(() -> seen().equals(NEW));
    stepUntil(() -> rows("change", 1) == 0);
    isReading.set(false);

    assertThat(answers.get()).containsExactly(OLD, NEW);
    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
    assertThat(rows("sink_offset", 1)).isZero();
    assertThat(reader.rows("select family, active from generation order by family"))
        .containsExactly("delivery|2", "ops-demand|1", "organisation|1");
    assertThat(sinks.check().isUp()).isTrue();
  }

  @Test
  void shouldNotShowGenerationBeforeEverythingIsStored() throws Exception {
    stepUntil(() -> seen().equals(OLD));
    tell(COMPUTING.caughtUp(ends(NEW_ROWS + 1)));

    stepUntil(() -> rows("change", 2) == NEW_ROWS);
    step(20);

    assertThat(seen()).isEqualTo(OLD);
    assertThat(log.shown(Family.DELIVERY)).hasValue(1);
    assertThat(sinks.lag()).succeedsWithin(PATIENCE).isEqualTo(0L);
  }

  @Test
  void shouldGoOnWhenStoppedBeforeReadersWereMoved() throws Exception {
    stepUntil(() -> seen().equals(OLD));
    tell(COMPUTING.caughtUp(ends(NEW_ROWS)));
    step(1);

    restart();
    assertThat(seen()).isEqualTo(OLD);
    stepUntil(() -> seen().equals(NEW));
    stepUntil(() -> rows("change", 1) == 0);

    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
  }

  @Test
  void shouldTellAndClearWhenStoppedAfterReadersWereMoved() throws Exception {
    storeBoth();
    try (Connection connection = database.connect()) {
      ActiveGeneration.move(Family.DELIVERY, 2, connection);
    }
    assertThat(log.shown(Family.DELIVERY)).as("not told yet").hasValue(1);

    restart();
    step(1);

    assertThat(seen()).isEqualTo(NEW);
    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
    stepUntil(() -> rows("change", 1) == 0 && rows("sink_offset", 1) == 0);
  }

  @Test
  void shouldClearWhenStoppedWhileClearing() throws Exception {
    storeBoth();
    reader.execute("update generation set active = 2 where family = 'delivery'");
    reader.execute("delete from sink_offset where generation = 1");
    reader.execute("delete from change where generation = 1 and sha < 'c2'");
    tell(new Generations(2, null, null));

    restart();
    stepUntil(() -> rows("change", 1) == 0);

    assertThat(seen()).isEqualTo(NEW);
  }

  @Test
  void shouldClearBoundedNumberOfRowsAtATime() throws Exception {
    storeBoth();
    reader.execute(
        "insert into change select 1, 'many', 'production', 'acme/shop', 'many-' || i, false,"
            + " null, null, null, null, null, 0, i from generate_series(1, 11000) i");
    reader.execute("update generation set active = 2 where family = 'delivery'");
    restart();

    step(1);
    assertThat(rows("change", 1)).isEqualTo(OLD_ROWS + 11_000 - 5_000);
    step(2);

    assertThat(rows("change", 1)).isZero();
    assertThat(seen()).isEqualTo(NEW);
  }

  @Test
  void shouldRefuseToWriteGenerationThatReadersLeft() throws Exception {
    LogConsumer old = filled(1);
    try (TestSink zombie = new TestSink(url, serdes, old)) {
      zombie.open().poll();
      tell(COMPUTING.caughtUp(ends(NEW_ROWS)));
      stepUntil(() -> seen().equals(NEW));
      stepUntil(() -> rows("change", 1) == 0);
      old.append(Topics.FACTS_CHANGES, change("checkout", "late"), row("v1"));

      assertThatThrownBy(zombie::poll).isInstanceOf(FencedException.class);
      zombie.connection.close();
      assertThatThrownBy(zombie::open)
          .isInstanceOf(SinkException.class)
          .hasMessage("Readers of delivery see generation 2; generation 1 is not written any more");
    }
    assertThat(rows("change", 1)).isZero();
  }

  @Test
  void shouldFillNewTablesBeforeReadersSeeThem() throws Exception {
    tell(new Generations(2, null, null));

    stepUntil(() -> seen().equals(NEW));

    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
    assertThat(rows("change", 1)).isZero();
  }

  @Test
  void shouldSayWhenNobodyComputesWhatReadersSee() throws Exception {
    reader.execute("update generation set active = 3 where family = 'delivery'");

    step(1);

    assertThat(sinks.check().isUp()).isFalse();
    assertThat(sinks.check().detail()).contains("generation 3", "./plumbline replay delivery");
    assertThat(sinks.lag()).failsWithin(PATIENCE);
    assertThat(log.shown(Family.DELIVERY)).as("so that a replay takes the next").hasValue(3);
  }

  private FamilySinks started() {
    return new FamilySinks(
        Family.DELIVERY,
        generation ->
            Sink.start(
                Family.DELIVERY,
                generation,
                () -> filled(generation),
                serdes,
                database,
                new SimpleMeterRegistry()));
  }

  /** Another process on the same Postgres and Kafka. */
  private void restart() {
    sinks.close();
    sinks = started();
  }

  private void tell(Generations generations) {
    log.tellComputed(Family.DELIVERY, generations);
  }

  private void storeBoth() throws Exception {
    stepUntil(() -> seen().equals(OLD));
    tell(COMPUTING);
    stepUntil(() -> rows("change", 2) == NEW_ROWS);
    tell(COMPUTING.caughtUp(ends(NEW_ROWS)));
  }

  /** The topics of a generation with all that is ever on them. */
  private LogConsumer filled(int generation) {
    LogConsumer filled = new LogConsumer(serdes, Family.DELIVERY.outputs(generation));
    filled.limitPolls(50);
    int rows = generation == 1 ? OLD_ROWS : NEW_ROWS;
    for (int i = 0; i < rows; i++) {
      filled.append(
          Topics.FACTS_CHANGES.named(Family.topicName(Topics.FACTS_CHANGES, generation)),
          change("checkout", "c" + i),
          row("v" + generation));
    }
    return filled;
  }

  private static Change row(String deployment) {
    return deployed("2024-01-02T03:04:05Z", deployment, "2024-01-03T00:00:00Z");
  }

  private static Map<TopicPartition, Long> ends(long changes) {
    return Map.of(
        new TopicPartition("plumbline.facts.changes.g2", 0),
        changes,
        new TopicPartition("plumbline.metrics.dora.g2", 3),
        0L);
  }

  private void stepUntil(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              step(1);
              return condition.call();
            });
  }

  private void step(int times) throws SQLException {
    try (Connection connection = database.connect()) {
      for (int each = 0; each < times; each++) {
        sinks.step(log, connection);
      }
    }
  }

  private String seen() throws SQLException {
    return reader.rows(SEEN).get(0);
  }

  /** What a reader that never rests is answered, without repetitions in a row. */
  private List<String> distinctAnswers(AtomicBoolean isReading) {
    List<String> answers = new ArrayList<>();
    try {
      while (isReading.get()) {
        String answer = seen();
        if (answers.isEmpty() || !answers.get(answers.size() - 1).equals(answer)) {
          answers.add(answer);
        }
      }
      return answers;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int rows(String table, int generation) throws SQLException {
    return Integer.parseInt(
        reader.rows("select count(*) from " + table + " where generation = " + generation).get(0));
  }
}
