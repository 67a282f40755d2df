package dev.plumbline.ingest.kafka;

import dev.plumbline.organisation.Settings;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.settings.HotfixRules;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The organisation's settings as they stand now, read from the first partition of their topic, for
 * all have the same. A thread of its own follows the topic; while Kafka is away, or says what
 * cannot be used, the settings read before stay in use. Thread-safe.
 */
final class FollowedSettings implements Supplier<HotfixRules>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedSettings.class);
  private static final String TOPIC = Topics.ORGANISATION_SETTINGS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Deserializer<? extends Settings> values;
  private final Thread thread = new Thread(this::followUntilClosed, "settings");
  private final CountDownLatch isRead = new CountDownLatch(1);
  private final CountDownLatch isClosing = new CountDownLatch(1);
  private volatile HotfixRules rules = HotfixRules.byDefault();
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private String problem = "";

  private FollowedSettings(Supplier<Consumer<byte[], byte[]>> consumers, AvroSerdes serdes) {
    this.consumers = consumers;
    this.values = serdes.value(Settings.class).deserializer();
  }

  /** Starts to follow. */
  static FollowedSettings start(Supplier<Consumer<byte[], byte[]>> consumers, AvroSerdes serdes) {
    FollowedSettings settings = new FollowedSettings(consumers, serdes);
    settings.thread.setDaemon(true);
    settings.thread.start();
    return settings;
  }

  /**
   * What a hotfix is now. Waits a while for the first word of the topic, so that a start reads with
   * the same rules as what came before; then the defaults have to do.
   */
  @Override
  public HotfixRules get() {
    try {
      if (!isRead.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} cannot be read: the default rules are in use until it can", TOPIC);
        isRead.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return rules;
  }

  private void followUntilClosed() {
    try {
      do {
        followOnce();
      } while (!isClosing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followOnce() {
    try (Consumer<byte[], byte[]> opened = consumers.get()) {
      consumer = opened;
      follow(opened);
    } catch (WakeupException e) {
      LOG.debug("The settings are followed no longer");
    } catch (KafkaException | IllegalStateException e) {
      problem(e.toString());
    } finally {
      consumer = null;
    }
  }

  private void follow(Consumer<byte[], byte[]> from) {
    if (!isThere(from)) {
      isRead.countDown();
      return;
    }
    from.assign(List.of(PARTITION));
    from.seekToBeginning(List.of(PARTITION));
    long end = from.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    while (isClosing.getCount() > 0) {
      for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
        use(record.value());
      }
      if (from.position(PARTITION) >= end) {
        isRead.countDown();
      }
    }
  }

  private static boolean isThere(Consumer<byte[], byte[]> from) {
    var partitions = from.partitionsFor(TOPIC);
    return partitions != null && !partitions.isEmpty();
  }

  private void use(byte @Nullable [] value) {
    try {
      rules = new HotfixRules(value == null ? null : values.deserialize(TOPIC, value));
      problem = "";
    } catch (PatternSyntaxException e) {
      problem("a pattern that is none: " + e.getDescription());
    }
  }

  private void problem(String now) {
    if (!now.equals(problem)) {
      LOG.warn("Expected to follow {}, got {}; the rules read before stay in use", TOPIC, now);
    }
    problem = now;
  }

  @Override
  public void close() {
    isClosing.countDown();
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
