package dev.plumbline.ingest.kafka;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.drain.Outlet;
import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.settings.HotfixRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything that ingest does with Kafka, on one address. Thread-safe. */
public final class KafkaConnection implements Component {

  private static final Duration CHECK_LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  // A cursor holds every deployment of a service, about 60 bytes each.
  private static final int LARGEST_REQUEST = 8 * 1024 * 1024;

  private final String bootstrap;
  private final AvroSerdes serdes;
  private final Producer<byte[], byte[]> producer;
  private final Admin admin;
  private final KafkaOutlet outlet;
  private final FollowedSettings settings;

  private KafkaConnection(String bootstrap, AvroSerdes serdes) {
    this.bootstrap = bootstrap;
    this.serdes = serdes;
    this.producer = new KafkaProducer<>(producerConfiguration(bootstrap));
    this.outlet =
        new KafkaOutlet(() -> new KafkaProducer<>(outletConfiguration(bootstrap)), serdes);
    this.settings = FollowedSettings.start(this::newConsumer, serdes);
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
  }

  /** Opens clients on the bootstrap address; needs no broker to be there yet. */
  public static KafkaConnection to(String bootstrap, AvroSerdes serdes) {
    return new KafkaConnection(bootstrap, serdes);
  }

  /** A sink for one collection. */
  public EventSink newSink() {
    return new KafkaEventSink(producer, serdes);
  }

  /** Where the events of deliveries go. */
  public Outlet outlet() {
    return outlet;
  }

  /** What the organisation takes for a hotfix now; follows its settings. */
  public Supplier<HotfixRules> hotfixRules() {
    return settings;
  }

  /** What is in quarantine. */
  public Quarantine quarantine() {
    return new KafkaQuarantine(this::newConsumer, producer, serdes);
  }

  /** What stands on the compacted topics. */
  public LatestRecords latestRecords() {
    return new KafkaLatestRecords(this::newConsumer, serdes);
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public CheckResult check() {
    try {
      admin.describeCluster().nodes().get(CHECK_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return CheckResult.up();
    } catch (ExecutionException | TimeoutException e) {
      return CheckResult.down("Expected a broker at " + bootstrap + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckResult.down("Interrupted while waiting for the broker");
    }
  }

  @Override
  public void close() {
    settings.close();
    outlet.close();
    producer.close(CLOSE_LIMIT);
    // Whatever health still asks is of no use to anybody.
    admin.close(Duration.ZERO);
  }

  private static Map<String, Object> producerConfiguration(String bootstrap) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ProducerConfig.CLIENT_ID_CONFIG,
        "plumbline-ingest",
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        // Events of one repository stay in order, and a retry does not double them.
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.LINGER_MS_CONFIG,
        20,
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 * 1024,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        LARGEST_REQUEST);
  }

  private static Map<String, Object> outletConfiguration(String bootstrap) {
    Map<String, Object> configuration = new HashMap<>(producerConfiguration(bootstrap));
    configuration.put(ProducerConfig.CLIENT_ID_CONFIG, "plumbline-ingest-deliveries");
    configuration.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    // Never gives a record up: the next would stand before it.
    configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return configuration;
  }

  private Consumer<byte[], byte[]> newConsumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
