package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.change;
import static dev.plumbline.dashboards.TestFacts.deployed;
import static dev.plumbline.dashboards.TestFacts.deployment;
import static dev.plumbline.dashboards.TestFacts.excluded;
import static dev.plumbline.dashboards.TestFacts.leadTime;
import static dev.plumbline.dashboards.TestFacts.month;
import static dev.plumbline.dashboards.TestFacts.succeeded;
import static dev.plumbline.topic.Topics.FACTS_CHANGES;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.fact.Change;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkSessionTest {

  private static final String CHANGES =
      "select service, sha, deployment, source_offset from change order by service, sha";
  private static final String OFFSETS =
      "select topic, next_offset from sink_offset where source_partition = 0 order by topic";
  private static final Change V1 =
      deployed("2024-01-02T03:04:05Z", "v1", "2024-01-03T00:00:00.123Z");
  private static final Change V2 = deployed("2024-01-02T03:04:05Z", "v2", "2024-01-04T00:00:00Z");

  private final AvroSerdes serdes = AvroSerdes.on("mock://sink-session");
  private final LogConsumer log = new LogConsumer(serdes);
  private final String url = TestPostgres.migratedDatabase();
  private final TestSink sink = new TestSink(url, serdes, log);

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sink.close();
  }

  @Test
  void shouldWriteEveryColumn() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v1"), succeeded("2024-01-03T00:00:00Z", true));
    log.append(
        METRICS_DORA,
        month("change-lead-time", "checkout", "2024-01-01"),
        leadTime(3, Map.of("merge-commit", 2L, "not-deployed", 1L), "12.50", "13", "14.25"));

    sink.open().poll();

    assertThat(sink.rows("select * from change"))
        .containsExactly(
            "1|checkout|production|acme/shop|a1|f|2024-01-02 03:04:05+00|2024-01-02 03:04:05+00"
                + "|v1|2024-01-03 00:00:00.123+00|null|0|0|null");
    assertThat(sink.rows("select * from deployment"))
        .containsExactly(
            "1|checkout|production|v1|null|null|SUCCEEDED|null|2024-01-03 00:00:00+00|t|null|0|0"
                + "|null|null|null|{}|{}|null|null|null|{}|{}|null");
    assertThat(sink.rows("select * from dora_metric"))
        .containsExactly(
            "1|month|service|checkout|production|change-lead-time|2024-01-01"
                + "|change-lead-time/commit@1|3|3|{\"merge-commit\": 2, \"not-deployed\": 1}"
                + "|12.50|13.00|14.25|12.50|0|0|{}|null");
  }

  @Test
  void shouldKeepLastRecordOfKeyWithinBatch() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.append(FACTS_CHANGES, change("checkout", "a1"), null);
    log.append(FACTS_CHANGES, change("checkout", "a1"), V2);
    log.append(FACTS_CHANGES, change("checkout", "a2"), V1);
    log.append(FACTS_CHANGES, change("checkout", "a2"), null);

    sink.open().poll();

    assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v2|2");
    assertThat(sink.count("plumbline.sink.records")).isEqualTo(5);
  }

  @Test
  void shouldDeleteRowOnTombstone() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.append(
        FACTS_DEPLOYMENTS, deployment("checkout", "v1"), succeeded("2024-01-03T00:00:00Z", true));
    log.append(
        METRICS_DORA,
        month("deployment-days", "checkout", "2024-01-01"),
        leadTime(0, Map.of(), "0", "0", "0"));
    sink.open().poll();
    log.append(FACTS_CHANGES, change("checkout", "a1"), null);
    log.append(FACTS_DEPLOYMENTS, deployment("checkout", "v1"), null);
    log.append(METRICS_DORA, month("deployment-days", "checkout", "2024-01-01"), null);

    sink.poll();

    assertThat(sink.rows("select 1 from change")).isEmpty();
    assertThat(sink.rows("select 1 from deployment")).isEmpty();
    assertThat(sink.rows("select 1 from dora_metric")).isEmpty();
  }

  @Test
  void shouldKeepLaterRowWhenOldOffsetsComeAgain() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.append(FACTS_CHANGES, change("checkout", "a1"), null);
    log.append(FACTS_CHANGES, change("checkout", "a1"), V2);
    sink.open().poll();
    sink.execute("update sink_offset set next_offset = 0");
    log.limitPolls(1);
    sink.open();

    sink.poll();
    assertThat(sink.rows(CHANGES)).as("old row").containsExactly("checkout|a1|v2|2");
    sink.poll();
    assertThat(sink.rows(CHANGES)).as("old tombstone").containsExactly("checkout|a1|v2|2");
    sink.poll();
    assertThat(sink.rows(CHANGES)).as("same row").containsExactly("checkout|a1|v2|2");
  }

  @Test
  void shouldGoOnWhereItStoodAfterCrash() throws Exception {
    log.limitPolls(1);
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.append(FACTS_CHANGES, change("checkout", "a2"), V1);
    sink.open().poll();
    sink.connection.close();

    assertThatThrownBy(sink::poll).isInstanceOf(SQLException.class);
    sink.open().poll();

    assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v1|0", "checkout|a2|v1|1");
    assertThat(sink.rows(OFFSETS)).contains("plumbline.facts.changes|2");
    assertThat(sink.count("plumbline.sink.records")).isEqualTo(2);
  }

  @Test
  void shouldWriteNothingWhenAnotherSinkMovedOn() throws Exception {
    LogConsumer sameLog = new LogConsumer(serdes);
    log.append(FACTS_CHANGES, change("checkout", "a1"), V2);
    sameLog.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    try (TestSink other = new TestSink(url, serdes, sameLog)) {
      sink.open();
      other.open().poll();

      assertThatThrownBy(sink::poll)
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("Another sink has moved plumbline.facts.changes-0");

      sink.connection.close();
      assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v1|0");
      log.append(FACTS_CHANGES, change("checkout", "a2"), V2);
      sink.open().poll();
      assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v1|0", "checkout|a2|v2|1");
    }
  }

  @Test
  void shouldQuarantineWhatCannotBeReadOrStored() throws Exception {
    byte[] key = log.bytes(FACTS_CHANGES, change("checkout", "p"), true);
    byte[] value = log.bytes(FACTS_CHANGES, V1, false);
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    log.appendBytes(FACTS_CHANGES, key, "not Avro".getBytes(StandardCharsets.UTF_8));
    log.appendBytes(FACTS_CHANGES, key, ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array());
    log.appendBytes(FACTS_CHANGES, key, new byte[0]);
    log.appendBytes(FACTS_CHANGES, null, value);
    log.appendBytes(FACTS_CHANGES, key, key);
    log.appendBytes(FACTS_CHANGES, key, java.util.Arrays.copyOf(value, value.length - 4));
    log.appendBytes(FACTS_CHANGES, key, java.util.Arrays.copyOf(value, value.length + 4));
    log.appendBytes(FACTS_CHANGES, hugeText(key), value);
    log.append(FACTS_CHANGES, change("check\0out", "nul"), V1);
    log.append(FACTS_CHANGES, change("checkout".repeat(2_000) + random(20_000), "long"), V1);
    log.append(FACTS_CHANGES, change("checkout", "year"), yearTooLate());
    log.append(FACTS_CHANGES, change("checkout", "a2"), V1);

    sink.open().poll();

    assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v1|0", "checkout|a2|v1|12");
    assertThat(sink.rows(OFFSETS)).contains("plumbline.facts.changes|13");
    assertThat(sink.count("plumbline.sink.poison")).isEqualTo(11);
    List<String> quarantined =
        sink.rows(
            "select source_offset || ' ' || left(reason, 50) from sink_quarantine"
                + " order by source_offset");
    assertThat(quarantined)
        .hasSize(11)
        .contains(
            "1 Expected Avro in Confluent's wire format",
            "2 Expected a schema of id 4711 in the registry",
            "4 Expected a key on a compacted topic");
    assertThat(
            sink.rows(
                "select encode(value, 'escape') from sink_quarantine where source_offset = 1"))
        .containsExactly("not Avro");
  }

  @Test
  void shouldNotTakeUnreachableRegistryForPoison() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    AvroSerdes unreachable = AvroSerdes.on("http://127.0.0.1:1");
    try (TestSink blind = new TestSink(url, unreachable, log)) {
      blind.open();

      assertThatThrownBy(blind::poll)
          .isInstanceOf(SinkException.class)
          .hasMessageContaining("The schema registry cannot be reached");
    }
    assertThat(sink.rows("select 1 from sink_quarantine")).isEmpty();
    sink.open().poll();
    assertThat(sink.rows(CHANGES)).containsExactly("checkout|a1|v1|0");
  }

  @Test
  void shouldNameRemedyWhenTopicWasMadeAnew() throws Exception {
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);
    sink.open().poll();
    log.recreate(FACTS_CHANGES);

    assertThatThrownBy(sink::open)
        .isInstanceOf(SinkException.class)
        .hasMessageContaining("plumbline.facts.changes-0 ends at offset 0, but was read up to 1")
        .hasMessageContaining("./plumbline replay delivery");
  }

  @Test
  void shouldNameRemedyWhenRecordsAreGoneUnread() throws Exception {
    sink.open();
    log.updateBeginningOffsets(
        Map.of(new org.apache.kafka.common.TopicPartition(FACTS_CHANGES.name(), 0), 7L));
    log.append(FACTS_CHANGES, change("checkout", "a1"), V1);

    assertThatThrownBy(sink::open)
        .isInstanceOf(SinkException.class)
        .hasMessageContaining("begins at offset 7, but was read only up to 0");
  }

  @Test
  void shouldKeepHostileNamesAsTheyAre() throws Exception {
    List<String> names =
        List.of(
            "O'Brien \"core\"", "100% $team", "<img src=x>", "a\nb,c", "{\"x\"}", "\\N", "NULL");
    for (String name : names) {
      log.append(
          FACTS_CHANGES, change(name, name), excluded("2024-01-02T03:04:05Z", "not-deployed"));
    }

    sink.open().poll();

    assertThat(sink.rows("select service from change where service = sha"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  // A text that claims a gigabyte: it must be refused before the memory for it is taken.
  private static byte[] hugeText(byte[] key) {
    return ByteBuffer.allocate(10)
        .put(key, 0, 5)
        .put(new byte[] {(byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07})
        .array();
  }

  private static Change yearTooLate() {
    Change change = deployed("2024-01-02T03:04:05Z", "v1", "2024-01-03T00:00:00Z");
    change.setDeployedAt(java.time.Instant.ofEpochMilli(Long.MAX_VALUE / 4));
    return change;
  }

  /** Text that Postgres cannot compress into an index. */
  private static String random(int length) {
    return new java.util.Random(1)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
