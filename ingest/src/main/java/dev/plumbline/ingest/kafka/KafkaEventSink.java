package dev.plumbline.ingest.kafka;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topic;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of one collection. The producer is shared, the failure is not: a collection sees
 * its own refused records only. What is on its way is bounded by the producer's buffer, which makes
 * {@code send} wait.
 */
final class KafkaEventSink implements EventSink {

  private final Producer<byte[], byte[]> producer;
  private final Serializer<SpecificRecord> keys;
  private final Serializer<SpecificRecord> values;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  KafkaEventSink(Producer<byte[], byte[]> producer, AvroSerdes serdes) {
    this.producer = producer;
    this.keys = serdes.key(SpecificRecord.class).serializer();
    this.values = serdes.value(SpecificRecord.class).serializer();
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, K key, V value) {
    produce(topic, null, key, value);
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, int partition, K key, V value) {
    produce(topic, partition, key, value);
  }

  @Override
  public <K extends SpecificRecord> void remove(Topic<K, ?> topic, K key) {
    produce(topic, null, key, null);
  }

  private void produce(
      Topic<?, ?> topic,
      @Nullable Integer partition,
      SpecificRecord key,
      @Nullable SpecificRecord value) {
    throwIfFailed();
    try {
      producer.send(
          new ProducerRecord<>(
              topic.name(),
              partition,
              keys.serialize(topic.name(), key),
              value == null ? null : values.serialize(topic.name(), value)),
          this::acknowledged);
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  @Override
  public void flush() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw refused(e);
    }
    throwIfFailed();
  }

  private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Exception cause) {
    if (cause != null) {
      failure.compareAndSet(null, cause);
    }
  }

  private void throwIfFailed() {
    Exception cause = failure.get();
    if (cause != null) {
      throw refused(cause);
    }
  }

  private static CollectionException refused(Exception cause) {
    return new CollectionException("Kafka did not take the events: " + cause.getMessage(), cause);
  }
}
