package dev.plumbline.streams.delivery;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
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
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "delivery");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    driver =
        new TopologyTestDriver(new DeliveryTopology(SERDES, progress, stores).get(), properties);
    for (Topic<?, ?> topic :
        List.of(Topics.EVENTS_GIT, Topics.EVENTS_DELIVERY, Topics.ORGANISATION_REPOSITORIES)) {
      inputs.put(
          topic,
          driver.createInputTopic(
              topic.name(),
              SERDES.key(SpecificRecord.class).serializer(),
              SERDES.value(SpecificRecord.class).serializer()));
    }
    for (Topic<?, ?> topic :
        List.of(Topics.FACTS_CHANGES, Topics.FACTS_DEPLOYMENTS, Topics.METRICS_DORA)) {
      outputs.put(
          topic,
          driver.createOutputTopic(
              topic.name(),
              SERDES.key(SpecificRecord.class).deserializer(),
              SERDES.value(SpecificRecord.class).deserializer()));
    }
  }

  void send(SpecificRecord event) {
    if (event instanceof CommitObserved commit) {
      inputs
          .get(Topics.EVENTS_GIT)
          .pipeInput(new RepositoryKey(commit.getSource(), commit.getRepository()), commit);
    } else if (event instanceof DeploymentObserved deployment) {
      inputs
          .get(Topics.EVENTS_DELIVERY)
          .pipeInput(
              new RepositoryKey(deployment.getSource(), deployment.getRepository()), deployment);
    } else {
      Repository repository = (Repository) event;
      inputs
          .get(Topics.ORGANISATION_REPOSITORIES)
          .pipeInput(new CanonicalRepository(repository.getRepository()), repository);
    }
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

  /** The last value of every key of the three derived topics, without tombstones. */
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

  @Override
  public void close() {
    driver.close();
  }
}
