package dev.plumbline.ingest.collection;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Topics in memory. Records pass through the real serdes, and become visible when flushed; the
 * broker can be made to refuse everything after so many records.
 */
public final class InMemoryTopics implements EventSink, LatestRecords {

  private record Entry(
      String topic,
      @Nullable Integer partition,
      SpecificRecord key,
      @Nullable SpecificRecord value,
      byte[] bytes) {}

  private final AvroSerdes serdes = AvroSerdes.on("mock://in-memory-topics");
  private final Serde<SpecificRecord> serde = serdes.value(SpecificRecord.class);
  private final List<Entry> underWay = new ArrayList<>();
  private final List<Entry> acknowledged = new ArrayList<>();
  private int accepted = Integer.MAX_VALUE;

  public InMemoryTopics() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  /** Refuses whatever is sent after so many more records. */
  public void failAfter(int records) {
    accepted = records;
  }

  /** Forgets what was on its way, as the end of a process does, and accepts again. */
  public void restart() {
    underWay.clear();
    accepted = Integer.MAX_VALUE;
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, K key, V value) {
    add(topic, null, key, value);
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, int partition, K key, V value) {
    add(topic, partition, key, value);
  }

  private void add(
      Topic<?, ?> topic, @Nullable Integer partition, SpecificRecord key, SpecificRecord value) {
    if (accepted-- <= 0) {
      throw new CollectionException("Kafka did not take the events: it is full");
    }
    byte[] bytes = serde.serializer().serialize(topic.name(), value);
    SpecificRecord copy = deserialized(topic, bytes);
    underWay.add(new Entry(topic.name(), partition, key, copy, bytes));
  }

  private SpecificRecord deserialized(Topic<?, ?> topic, byte[] bytes) {
    return serde.deserializer().deserialize(topic.name(), bytes);
  }

  @Override
  public <K extends SpecificRecord> void remove(Topic<K, ?> topic, K key) {
    if (accepted-- <= 0) {
      throw new CollectionException("Kafka did not take the events: it is full");
    }
    underWay.add(new Entry(topic.name(), null, key, null, new byte[0]));
  }

  @Override
  public void flush() {
    acknowledged.addAll(underWay);
    underWay.clear();
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> Optional<V> find(
      Topic<K, V> topic, K key) {
    return acknowledged.stream()
        .filter(entry -> entry.topic().equals(topic.name()) && entry.key().equals(key))
        .reduce((earlier, later) -> later)
        .map(Entry::value)
        .map(topic.values().get(0)::cast);
  }

  @Override
  public <K extends SpecificRecord, V extends SpecificRecord> Map<K, V> all(Topic<K, V> topic) {
    Map<K, V> latest = new LinkedHashMap<>();
    for (Entry entry : acknowledged) {
      if (entry.topic().equals(topic.name())) {
        latest.put(topic.key().cast(entry.key()), topic.values().get(0).cast(entry.value()));
      }
    }
    latest.values().removeIf(Objects::isNull);
    return latest;
  }

  /** Number of acknowledged records and removals. */
  public int size() {
    return acknowledged.size();
  }

  /** Acknowledged values in the order sent. */
  public <V extends SpecificRecord> List<V> values(Topic<?, V> topic) {
    List<V> values = new ArrayList<>();
    acknowledged.stream()
        .filter(entry -> entry.topic().equals(topic.name()))
        .forEach(entry -> values.add(topic.values().get(0).cast(entry.value())));
    return values;
  }

  /** Acknowledged values of one kind in the order sent. */
  public <T extends SpecificRecord> List<T> values(Topic<?, ? super T> topic, Class<T> kind) {
    return acknowledged.stream()
        .filter(entry -> entry.topic().equals(topic.name()))
        .map(Entry::value)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Partitions that acknowledged keys were sent to, as far as to one in particular. */
  public Map<SpecificRecord, Integer> partitions(Topic<?, ?> topic) {
    Map<SpecificRecord, Integer> partitions = new LinkedHashMap<>();
    for (Entry entry : acknowledged) {
      if (entry.topic().equals(topic.name()) && entry.partition() != null) {
        partitions.put(entry.key(), entry.partition());
      }
    }
    return partitions;
  }

  /** Every acknowledged value as it stands on its topic. */
  public List<byte[]> bytes() {
    return acknowledged.stream().map(Entry::bytes).toList();
  }
}
