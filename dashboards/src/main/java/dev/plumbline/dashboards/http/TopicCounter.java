package dev.plumbline.dashboards.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of topics by reading them. Offsets would be quicker and wrong: compaction
 * leaves gaps, aborted records and the markers of transactions take offsets too.
 */
final class TopicCounter implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int POLL_RECORDS = 10_000;

  private interface Visitor {
    void visit(ConsumerRecord<byte[], byte[]> record);
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, List<PartitionInfo>> existing;

  TopicCounter(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.existing = consumer.listTopics(TIMEOUT);
  }

  static Supplier<TopicCounter> on(String bootstrapServers) {
    return () -> new TopicCounter(consumer(bootstrapServers));
  }

  /**
   * The names under which a topic of the contract exists: one for each generation that there is,
   * which are two during a replay. Its own name if there is none.
   */
  List<String> names(String topic) {
    Pattern anyGeneration = Pattern.compile(Pattern.quote(topic) + "(\\.g[0-9]+)?");
    List<String> names =
        existing.keySet().stream()
            .filter(name -> anyGeneration.matcher(name).matches())
            .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
            .toList();
    return names.isEmpty() ? List.of(topic) : names;
  }

  /** Committed records up to where the topic ends now; null when there is no such topic. */
  @Nullable Long count(String topic) {
    AtomicLong count = new AtomicLong();
    return read(topic, record -> count.incrementAndGet()) ? count.get() : null;
  }

  /** Keys of a compacted topic that have a value where it ends now; null when there is no topic. */
  @Nullable Long countKeys(String topic) {
    Map<ByteBuffer, Boolean> keys = new HashMap<>();
    return read(topic, record -> keys.put(ByteBuffer.wrap(record.key()), record.value() != null))
        ? keys.values().stream().filter(isThere -> isThere).count()
        : null;
  }

  /** Reads a topic up to where it ends now; false when there is no such topic. */
  private boolean read(String topic, Visitor each) {
    List<PartitionInfo> found = existing.get(topic);
    if (found == null) {
      return false;
    }
    List<TopicPartition> partitions =
        found.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
    // Positions step over markers and gaps, so they reach the end when the records do not.
    while (!reached(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        if (record.offset() < end) {
          each.visit(record);
        }
      }
    }
    return true;
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    Set<Map.Entry<TopicPartition, Long>> all = ends.entrySet();
    return all.stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            CommonClientConfigs.CLIENT_ID_CONFIG,
            "plumbline-topics",
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT.toMillis(),
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT.toMillis(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            POLL_RECORDS),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
