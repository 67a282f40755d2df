package dev.plumbline.streams.opsdemand;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.streams.FamilyProperties;
import dev.plumbline.streams.StreamsAppConfig;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/** The production topology under test: events in, the final state of the compacted topics out. */
final class OpsDemandDriver implements AutoCloseable {

  private static final AvroSerdes SERDES = AvroSerdes.on("mock://ops-demand-driver");

  static {
    new SchemaRegistration(SERDES.registry()).registerAll();
  }

  private final StageProgress progress = new StageProgress();
  private final TopologyTestDriver driver;
  private final TestInputTopic<SpecificRecord, SpecificRecord> tickets;
  private final TestInputTopic<SpecificRecord, SpecificRecord> queues;
  private final List<TestOutputTopic<SpecificRecord, SpecificRecord>> outputs;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private final Map<SpecificRecord, SpecificRecord> state = new HashMap<>();

  /** With its state in memory, where a run of many small histories is ten times as fast. */
  OpsDemandDriver() {
    this(Stores::inMemoryKeyValueStore);
  }

  OpsDemandDriver(Function<String, KeyValueBytesStoreSupplier> stores) {
    driver =
        new TopologyTestDriver(
            new OpsDemandTopology(SERDES, progress, 1, stores).get(), properties());
    tickets = input(Topics.EVENTS_TICKETS);
    queues = input(Topics.ORGANISATION_QUEUES);
    outputs = List.of(output(Topics.FACTS_TICKETS), output(Topics.METRICS_OPS_DEMAND));
    deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Those of production, as far as a driver without brokers can have them. */
  private static Properties properties() {
    Properties properties =
        FamilyProperties.of(
            new StreamsAppConfig(
                "localhost:1", "mock://", Path.of("."), "driver", 1, "localhost", 0),
            "ops-demand");
    properties.remove(StreamsConfig.STATE_DIR_CONFIG);
    properties.remove(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
    return properties;
  }

  private TestInputTopic<SpecificRecord, SpecificRecord> input(Topic<?, ?> topic) {
    return driver.createInputTopic(
        topic.name(),
        SERDES.key(SpecificRecord.class).serializer(),
        SERDES.value(SpecificRecord.class).serializer());
  }

  private TestOutputTopic<SpecificRecord, SpecificRecord> output(Topic<?, ?> topic) {
    return driver.createOutputTopic(
        topic.name(),
        SERDES.key(SpecificRecord.class).deserializer(),
        SERDES.value(SpecificRecord.class).deserializer());
  }

  void send(SpecificRecord event) {
    if (event instanceof TicketObserved ticket) {
      send(new TicketKey(ticket.getSource(), ticket.getTicket()), ticket);
    } else {
      Queue queue = (Queue) event;
      queues.pipeInput(new QueueKey(queue.getSource(), queue.getQueue()), queue);
    }
  }

  /** A ticket under any key. */
  void send(SpecificRecord key, SpecificRecord ticket) {
    tickets.pipeInput(key, ticket);
  }

  /** The organisation says nothing of the queue any more. */
  void remove(QueueKey queue) {
    queues.pipeInput(queue, (SpecificRecord) null);
  }

  /** Lets one slice of pending work happen. */
  void tick() {
    driver.advanceWallClockTime(Duration.ofMillis(50));
  }

  /** Lets all pending work happen. */
  void settle() {
    do {
      tick();
    } while (progress.pending() > 0);
  }

  /** The last value of every key of the two derived topics, without tombstones. */
  Map<SpecificRecord, SpecificRecord> state() {
    changes();
    return state;
  }

  /** The keys that were written since this was last asked, in their order. */
  List<SpecificRecord> changes() {
    return outputs.stream()
        .flatMap(output -> output.readKeyValuesToList().stream())
        .map(
            record -> {
              if (record.value == null) {
                state.remove(record.key);
              } else {
                state.put(record.key, record.value);
              }
              return record.key;
            })
        .toList();
  }

  /** The reasons of the events that were set aside since this was last asked. */
  List<String> deadLetters() {
    return deadLetters.readRecordsToList().stream().map(OpsDemandDriver::reason).toList();
  }

  private static String reason(TestRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    driver.close();
  }
}
