package dev.plumbline.dashboards.sink;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of one topic into what its table takes. */
final class TopicReader<K extends SpecificRecord, V extends SpecificRecord> {

  private final FactTable<K, V> table;
  private final AvroDecoder<K> keys;
  private final AvroDecoder<V> values;

  private TopicReader(FactTable<K, V> table, AvroDecoder<K> keys, AvroDecoder<V> values) {
    this.table = table;
    this.keys = keys;
    this.values = values;
  }

  static <K extends SpecificRecord, V extends SpecificRecord> TopicReader<K, V> of(
      FactTable<K, V> table, SchemaRegistryClient registry) {
    return new TopicReader<>(
        table,
        new AvroDecoder<>(registry, table.topic().key()),
        new AvroDecoder<>(registry, valueClass(table)));
  }

  FactTable<K, V> table() {
    return table;
  }

  Fact<K, V> read(ConsumerRecord<byte[], byte[]> record) throws PoisonException {
    if (record.key() == null) {
      throw new PoisonException("Expected a key on a compacted topic");
    }
    K key = keys.decode(record.key());
    return record.value() == null
        ? new Fact<>(key, null, record)
        : new Fact<>(key, values.decode(record.value()), record);
  }

  @SuppressWarnings("unchecked") // facts and metrics have one kind of value each
  private static <V extends SpecificRecord> Class<V> valueClass(FactTable<?, V> table) {
    return (Class<V>) table.topic().values().get(0);
  }
}
