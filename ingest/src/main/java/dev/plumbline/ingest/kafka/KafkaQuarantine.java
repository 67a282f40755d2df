package dev.plumbline.ingest.kafka;

import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The quarantine topic. It is read twice for every question, first to see which record of each key
 * is the latest: bodies are large, so they are never all in memory.
 */
final class KafkaQuarantine implements Quarantine {

  private static final String TOPIC = Topics.QUARANTINE.name();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Producer<byte[], byte[]> producer;
  private final AvroSerdes serdes;

  KafkaQuarantine(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes) {
    this.consumers = consumers;
    this.producer = producer;
    this.serdes = serdes;
  }

  @Override
  public void forEach(BiConsumer<DeliveryKey, QuarantinedDelivery> receiver) {
    try (var consumer = consumers.get()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC, PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      Map<ByteBuffer, Long> latest = new HashMap<>();
      read(consumer, ends, record -> latest.put(ByteBuffer.wrap(record.key()), record.offset()));
      read(
          consumer,
          ends,
          record -> {
            Long offset = latest.get(ByteBuffer.wrap(record.key()));
            if (offset != null && offset == record.offset() && record.value() != null) {
              receiver.accept(key(record.key()), value(record.value()));
            }
          });
    } catch (KafkaException e) {
      throw new IllegalStateException("Cannot read " + TOPIC + ": " + e.getMessage(), e);
    }
  }

  private interface Receiver {
    void accept(ConsumerRecord<byte[], byte[]> record);
  }

  private static void read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Receiver receiver) {
    consumer.seekToBeginning(ends.keySet());
    long last = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset()
            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
          receiver.accept(record);
        }
        last = System.nanoTime();
      }
      if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new IllegalStateException("Kafka stopped answering while " + TOPIC + " was read");
      }
    }
  }

  private DeliveryKey key(byte[] bytes) {
    return serdes.key(DeliveryKey.class).deserializer().deserialize(TOPIC, bytes);
  }

  private QuarantinedDelivery value(byte[] bytes) {
    return serdes.value(QuarantinedDelivery.class).deserializer().deserialize(TOPIC, bytes);
  }

  @Override
  public void remove(DeliveryKey key) {
    byte[] bytes = serdes.key(DeliveryKey.class).serializer().serialize(TOPIC, key);
    try {
      producer
          .send(new ProducerRecord<>(TOPIC, bytes, null))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IllegalStateException("Kafka did not take a delivery out of " + TOPIC, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Kafka was to answer", e);
    }
  }
}
