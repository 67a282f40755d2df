package dev.plumbline.ingest.kafka;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic to its end for every question. The topics it is used for are small and a
 * collection asks a few times; a copy in memory could be older than what another process wrote.
 */
final class KafkaLatestRecords implements LatestRecords {

  private interface EntryReader {
    void accept(ConsumerRecord<byte[], byte[]> entry);
  }

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
      AtomicReference<byte @Nullable []> latest = new AtomicReference<>();
      read(
          topic,
          entry -> {
            if (Arrays.equals(wanted, entry.key())) {
              latest.set(entry.value());
            }
          });
      return Optional.ofNullable(latest.get()).map(bytes -> value(topic, bytes));
    } catch (KafkaException e) {
      throw unreadable(topic, e);
    }
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> Map<K, V> all(Topic<K, V> topic) {
    try {
      Deserializer<? extends K> keys = serdes.key(topic.key()).deserializer();
      Map<K, V> latest = new LinkedHashMap<>();
      read(
          topic,
          entry -> {
            K key = keys.deserialize(topic.name(), entry.key());
            if (entry.value() == null) {
              latest.remove(key);
            } else {
              latest.put(key, value(topic, entry.value()));
            }
          });
      return latest;
    } catch (KafkaException e) {
      throw unreadable(topic, e);
    }
  }

  private static CollectionException unreadable(Topic<?, ?> topic, KafkaException cause) {
    return new CollectionException(
        "Cannot read " + topic.name() + ": " + cause.getMessage(), cause);
  }

  private <K extends SpecificRecord, V extends SpecificRecord> V value(
      Topic<K, V> topic, byte[] bytes) {
    Class<? extends V> type = topic.values().get(0);
    return serdes.value(type).deserializer().deserialize(topic.name(), bytes);
  }

  private void read(Topic<?, ?> topic, EntryReader reader) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions = partitions(topic, consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      readToEnd(consumer, consumer.endOffsets(partitions), reader);
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

  private static void readToEnd(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, EntryReader reader) {
    int fruitless = 0;
    while (!isAtEnd(consumer, ends)) {
      var records = consumer.poll(POLL);
      fruitless = records.isEmpty() ? fruitless + 1 : 0;
      if (fruitless > FRUITLESS_POLLS) {
        throw new CollectionException("Kafka stopped answering while a topic was read: " + ends);
      }
      for (ConsumerRecord<byte[], byte[]> entry : records) {
        reader.accept(entry);
      }
    }
  }

  private static boolean isAtEnd(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
