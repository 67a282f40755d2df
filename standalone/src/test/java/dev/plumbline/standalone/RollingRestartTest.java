package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.history.DeliveryHistory;
import dev.plumbline.oracle.Differences;
import dev.plumbline.oracle.delivery.DeliveryOracle;
import dev.plumbline.oracle.delivery.Message;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.streams.StreamsApp;
import dev.plumbline.streams.StreamsAppConfig;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty histories side by side through one real broker, calculated by three instances that are
 * restarted one after the other meanwhile: the compacted topics equal the oracle's.
 */
class RollingRestartTest {

  private static final long SEED = 20_240;
  private static final int HISTORIES = 20;
  private static final int INSTANCES = 3;
  private static final String REGISTRY = "mock://rolling-restart";
  private static final AvroSerdes SERDES = AvroSerdes.on(REGISTRY);

  @TempDir Path folder;

  private final Map<String, StreamsApp> instances = new TreeMap<>();
  private EmbeddedKafka kafka;

  @BeforeEach
  void startAll() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    TopicProvisioner.provision(kafka.bootstrap(), 1);
    new SchemaRegistration(SERDES.registry()).registerAll();
    for (int i = 1; i <= INSTANCES; i++) {
      start("streams-" + i);
    }
  }

  @AfterEach
  void stopAll() {
    instances.values().forEach(StreamsApp::close);
    kafka.close();
  }

  @Test
  void shouldEqualOracleAfterRollingRestart() {
    List<Message> messages = messages();
    Map<SpecificRecord, SpecificRecord> expected = new DeliveryOracle(messages).rows();
    assertThat(expected).hasSizeGreaterThan(2_000);
    int part = messages.size() / (INSTANCES + 1) + 1;
    List<String> names = List.copyOf(instances.keySet());
    for (int i = 0; i <= INSTANCES; i++) {
      send(messages.subList(i * part, Math.min((i + 1) * part, messages.size())));
      if (i < INSTANCES) {
        instances.remove(names.get(i)).close();
        start(names.get(i));
      }
    }
    awaitSettled();
    assertThat(Differences.between(state(), expected)).as("seed " + SEED).isEmpty();
    assertThat(new Records(kafka.bootstrap()).read(Topics.DEAD_LETTERS)).isEmpty();
  }

  /** All histories at once, mixed; what the organisation says of one subject keeps its order. */
  private static List<Message> messages() {
    Random random = new Random(SEED);
    List<List<Message>> histories = new ArrayList<>();
    for (int i = 0; i < HISTORIES; i++) {
      long seed = SEED + i;
      histories.add(new ArrayList<>(new DeliveryHistory(seed, "h" + i + "-").shuffled(seed)));
    }
    List<Message> mixed = new ArrayList<>();
    while (!histories.isEmpty()) {
      List<Message> next = histories.get(random.nextInt(histories.size()));
      mixed.add(next.remove(0));
      histories.removeIf(List::isEmpty);
    }
    return mixed;
  }

  private void start(String name) {
    instances.put(
        name,
        StreamsApp.start(
            new StreamsAppConfig(
                kafka.bootstrap(),
                REGISTRY,
                folder.resolve(name),
                name,
                1,
                "127.0.0.1",
                FreePort.any()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
  }

  private void send(List<Message> messages) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Message message : messages) {
      if (message.key() instanceof SettingsKey) {
        for (int partition = 0; partition < message.topic().partitions(); partition++) {
          records.add(record(message, new SettingsKey(partition), partition));
        }
      } else {
        records.add(record(message, message.key(), null));
      }
    }
    new Records(kafka.bootstrap()).send(records);
  }

  private static ProducerRecord<byte[], byte[]> record(
      Message message, SpecificRecord key, Integer partition) {
    String topic = message.topic().name();
    return new ProducerRecord<>(
        topic,
        partition,
        SERDES.key(SpecificRecord.class).serializer().serialize(topic, key),
        SERDES.value(SpecificRecord.class).serializer().serialize(topic, message.value()));
  }

  private void awaitSettled() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        // A record between two stages is in no lag for a moment.
        .during(Duration.ofSeconds(3))
        .until(() -> instances.values().stream().allMatch(RollingRestartTest::isSettled));
  }

  private static boolean isSettled(StreamsApp instance) {
    URI lag = URI.create("http://127.0.0.1:" + instance.port() + "/lag");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(lag).build(), BodyHandlers.ofString())
          .body()
          .contains("\"settled\":true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<SpecificRecord, SpecificRecord> state() {
    Map<SpecificRecord, SpecificRecord> state = new HashMap<>();
    Records records = new Records(kafka.bootstrap());
    for (Topic<?, ?> topic : Family.DELIVERY.outputs()) {
      for (ConsumerRecord<byte[], byte[]> record : records.read(topic)) {
        SpecificRecord key =
            SERDES.key(SpecificRecord.class).deserializer().deserialize(topic.name(), record.key());
        SpecificRecord value =
            SERDES
                .value(SpecificRecord.class)
                .deserializer()
                .deserialize(topic.name(), record.value());
        if (value == null) {
          state.remove(key);
        } else {
          state.put(key, value);
        }
      }
    }
    return state;
  }
}
