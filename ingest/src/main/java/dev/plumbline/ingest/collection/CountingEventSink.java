package dev.plumbline.ingest.collection;

import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * Counts what is sent, by kind of record only: repositories and services as tags would make as many
 * meters as there are repositories.
 */
public final class CountingEventSink implements EventSink {

  private static final String EVENTS = "plumbline.collect.events";

  private final EventSink sink;
  private final MeterRegistry meters;

  public CountingEventSink(EventSink sink, MeterRegistry meters) {
    this.sink = sink;
    this.meters = meters;
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, K key, V value) {
    sink.send(topic, key, value);
    count(kind(value));
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, int partition, K key, V value) {
    sink.send(topic, partition, key, value);
    count(kind(value));
  }

  @Override
  public <K extends SpecificRecord> void remove(Topic<K, ?> topic, K key) {
    sink.remove(topic, key);
    count("removal");
  }

  private void count(String kind) {
    Counter.builder(EVENTS)
        .tag("kind", kind)
        .description("Records sent by collections")
        .register(meters)
        .increment();
  }

  @Override
  public void flush() {
    sink.flush();
  }

  private static String kind(SpecificRecord value) {
    return value.getSchema().getName().replace("Observed", "").toLowerCase(Locale.ROOT);
  }
}
