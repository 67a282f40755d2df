package dev.plumbline.ingest.kafka;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic to its end for every question. The topics it is used for are small and a
 * collection asks three times; a copy in memory could be older than what another process wrote.
 */
final class KafkaLatestRecords implements LatestRecords {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int FRUITLESS_POLLS = 60;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final AvroSerdes serdes;

  KafkaLatestRecords(Supplier<Consumer<byte[], byte[]>> consumers, AvroSerdes serdes) {
    this.consumers = consumers;
    this.serdes = serdes;
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> Optional<V> find(
      Topic<K, V> topic, K key) {
    try {
      byte[] wanted = serdes.key(topic.key()).serializer().serialize(topic.name(), key);
      return Optional.ofNullable(latest(topic, wanted)).map(bytes -> value(topic, bytes));
    } catch (KafkaException e) {
      throw new CollectionException("Cannot read " + topic.name() + ": " + e.getMessage(), e);
    }
  }

  private <K extends SpecificRecord, V extends SpecificRecord> V value(
      Topic<K, V> topic, byte[] bytes) {
    Class<? extends V> type = topic.values().get(0);
    return serdes.value(type).deserializer().deserialize(topic.name(), bytes);
  }

  private byte @Nullable [] latest(Topic<?, ?> topic, byte[] wanted) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions = partitions(topic, consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readToEnd(consumer, wanted, consumer.endOffsets(partitions));
    }
  }

  private static List<TopicPartition> partitions(
      Topic<?, ?> topic, Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new CollectionException("Expected the topic " + topic.name() + ", there is none");
    }
    return partitions;
  }

  private static byte @Nullable [] readToEnd(
      Consumer<byte[], byte[]> consumer, byte[] wanted, Map<TopicPartition, Long> ends) {
    byte[] latest = null;
    int fruitless = 0;
    while (!isAtEnd(consumer, ends)) {
      var records = consumer.poll(POLL);
      fruitless = records.isEmpty() ? fruitless + 1 : 0;
      if (fruitless > FRUITLESS_POLLS) {
        throw new CollectionException("Kafka stopped answering while a topic was read: " + ends);
      }
      for (ConsumerRecord<byte[], byte[]> entry : records) {
        latest = Arrays.equals(wanted, entry.key()) ? entry.value() : latest;
      }
    }
    return latest;
  }

  private static boolean isAtEnd(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
