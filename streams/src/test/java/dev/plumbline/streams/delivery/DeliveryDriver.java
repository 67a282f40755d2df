package dev.plumbline.streams.delivery;

import dev.plumbline.oracle.delivery.Message;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.streams.errors.InvalidEventHandler;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** The production topology under test: events in, the final state of the compacted topics out. */
final class DeliveryDriver implements AutoCloseable {

  private static final AvroSerdes SERDES = AvroSerdes.on("mock://delivery-driver");

  static {
    new SchemaRegistration(SERDES.registry()).registerAll();
  }

  private final StageProgress progress = new StageProgress();
  private final TopologyTestDriver driver;
  private final Map<Topic<?, ?>, TestInputTopic<SpecificRecord, SpecificRecord>> inputs =
      new HashMap<>();
  private final Map<Topic<?, ?>, TestOutputTopic<SpecificRecord, SpecificRecord>> outputs =
      new HashMap<>();
  private final Map<SpecificRecord, SpecificRecord> state = new HashMap<>();

  /** With its state in memory, where a run of many small histories is ten times as fast. */
  DeliveryDriver() {
    this(Stores::inMemoryKeyValueStore);
  }

  DeliveryDriver(Function<String, KeyValueBytesStoreSupplier> stores) {
    this(1, stores);
  }

  DeliveryDriver(int generation, Function<String, KeyValueBytesStoreSupplier> stores) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "delivery");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidEventHandler.class);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
    driver =
        new TopologyTestDriver(
            new DeliveryTopology(SERDES, progress, generation, stores).get(), properties);
    for (Topic<?, ?> topic :
        List.of(
            Topics.EVENTS_GIT,
            Topics.EVENTS_DELIVERY,
            Topics.EVENTS_INCIDENTS,
            Topics.EVENTS_TICKETS,
            Topics.ORGANISATION_REPOSITORIES,
            Topics.ORGANISATION_SERVICES,
            Topics.ORGANISATION_PEOPLE,
            Topics.ORGANISATION_SETTINGS)) {
      inputs.put(
          topic,
          driver.createInputTopic(
              topic.name(),
              SERDES.key(SpecificRecord.class).serializer(),
              SERDES.value(SpecificRecord.class).serializer()));
    }
    for (Topic<?, ?> topic :
        List.of(
            Topics.FACTS_CHANGES,
            Topics.FACTS_DEPLOYMENTS,
            Topics.FACTS_INCIDENTS,
            Topics.FACTS_ACCOUNTS,
            Topics.FACTS_PULL_REQUESTS,
            Topics.METRICS_DORA)) {
      outputs.put(
          topic,
          driver.createOutputTopic(
              Family.topicName(topic, generation),
              SERDES.key(SpecificRecord.class).deserializer(),
              SERDES.value(SpecificRecord.class).deserializer()));
    }
  }

  void send(SpecificRecord event) {
    send(Message.of(event));
  }

  void send(Message message) {
    send(message.topic(), message.key(), message.value());
  }

  void send(Topic<?, ?> topic, SpecificRecord key, SpecificRecord value) {
    inputs.get(topic).pipeInput(key, value);
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

  /** The last value of every key of the derived topics, without tombstones. */
  Map<SpecificRecord, SpecificRecord> state() {
    outputs
        .values()
        .forEach(
            output ->
                output
                    .readKeyValuesToList()
                    .forEach(
                        record -> {
                          if (record.value == null) {
                            state.remove(record.key);
                          } else {
                            state.put(record.key, record.value);
                          }
                        }));
    return state;
  }

  /** What was written to a topic since this was asked last, in its order. */
  List<KeyValue<SpecificRecord, SpecificRecord>> written(Topic<?, ?> topic) {
    return driver
        .createOutputTopic(
            topic.name(),
            SERDES.key(SpecificRecord.class).deserializer(),
            SERDES.value(SpecificRecord.class).deserializer())
        .readKeyValuesToList();
  }

  /** Why events were set aside since this was asked last. */
  List<String> refused() {
    return driver
        .createOutputTopic(
            Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(record -> record.headers().lastHeader("__streams.errors.message"))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Topics that were written, those between the stages too. */
  Set<String> written() {
    return driver.producedTopicNames();
  }

  @Override
  public void close() {
    driver.close();
  }
}
