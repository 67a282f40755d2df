package dev.plumbline.ingest.kafka;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.drain.EventRefusedException;
import dev.plumbline.ingest.drain.Outlet;
import dev.plumbline.serde.AvroSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of deliveries, each record with the delivery's id in a header, so that every
 * fact can be traced to what was accepted. The record's timestamp is the acceptance.
 *
 * <p>The producer tries for ever: giving a record up would send later ones before it. After an
 * error that is not the record's own it is made anew.
 */
final class KafkaOutlet implements Outlet, AutoCloseable {

  /** Header with the id of the delivery that an event comes from. */
  static final String DELIVERY = "plumbline-delivery";

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Serializer<SpecificRecord> keys;
  private final Serializer<SpecificRecord> values;
  private @Nullable Producer<byte[], byte[]> producer;
  private volatile boolean isBroken;

  KafkaOutlet(Supplier<Producer<byte[], byte[]>> producers, AvroSerdes serdes) {
    this.producers = producers;
    this.keys = serdes.key(SpecificRecord.class).serializer();
    this.values = serdes.value(SpecificRecord.class).serializer();
  }

  @Override
  public synchronized CompletableFuture<Void> send(Delivery delivery, List<Event<?, ?>> events) {
    try {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      events.forEach(event -> records.add(record(delivery, event)));
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(send(record));
      }
      return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    } catch (KafkaException e) {
      return CompletableFuture.failedFuture(e);
    } catch (EventRefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Delivery delivery, Event<?, ?> event) {
    String topic = event.topic().name();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            delivery.acceptedAt().toEpochMilli(),
            serialized(keys, topic, event.key()),
            serialized(values, topic, event.value()));
    record.headers().add(DELIVERY, delivery.id().getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  private static byte[] serialized(
      Serializer<SpecificRecord> serializer, String topic, SpecificRecord record) {
    try {
      return serializer.serialize(topic, record);
    } catch (SerializationException e) {
      if (isOfRegistry(e)) {
        throw e;
      }
      throw refused(record, e);
    } catch (RuntimeException e) {
      throw refused(record, e);
    }
  }

  private static EventRefusedException refused(SpecificRecord record, RuntimeException cause) {
    return new EventRefusedException(
        "Expected every field of a %s to fit its schema".formatted(record.getSchema().getName()),
        cause);
  }

  /** The registry is away or does not know the schema yet: neither is the record's fault. */
  private static boolean isOfRegistry(SerializationException exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause.getClass().getName().startsWith("io.confluent.kafka.schemaregistry.client")) {
        return true;
      }
    }
    return false;
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    producer().send(record, (metadata, exception) -> acknowledged(record, exception, sent));
    return sent;
  }

  private void acknowledged(
      ProducerRecord<byte[], byte[]> record,
      @Nullable Exception exception,
      CompletableFuture<Void> sent) {
    if (exception == null) {
      sent.complete(null);
    } else if (exception instanceof RecordTooLargeException) {
      sent.completeExceptionally(
          new EventRefusedException(
              "Expected a record that %s can hold, got one of %d bytes"
                  .formatted(record.topic(), record.value().length),
              exception));
    } else {
      isBroken |= !(exception instanceof TimeoutException);
      sent.completeExceptionally(exception);
    }
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (isBroken && current != null) {
      current.close(Duration.ZERO);
      current = null;
    }
    if (current == null) {
      current = producers.get();
      producer = current;
      isBroken = false;
    }
    return current;
  }

  /** What is on its way is given up; the spool still has it. */
  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
