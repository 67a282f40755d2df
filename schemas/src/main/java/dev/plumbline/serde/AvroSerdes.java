package dev.plumbline.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.RecordNameStrategy;
import java.util.List;
import java.util.Map;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes for Avro records in Confluent's wire format, all on one registry client and its cache of
 * schema ids. Thread-safe; the serdes it hands out are not, take one per thread.
 */
public final class AvroSerdes {

  private static final int CACHED_SCHEMAS = 1_000;

  static {
    // Lists that were read compare their elements by the general rules, whatever their records say:
    // without these two records with dates in them cannot be compared at all.
    GenericData.get().addLogicalTypeConversion(new TimeConversions.DateConversion());
    GenericData.get().addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  private final SchemaRegistryClient registry;
  private final Map<String, Object> configuration;

  private AvroSerdes(SchemaRegistryClient registry, String registryUrl) {
    this.registry = registry;
    this.configuration =
        Map.of(
            AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG,
            registryUrl,
            // Schemas come in by SchemaRegistration alone: a producer must not be able to add one.
            AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
            false,
            AbstractKafkaSchemaSerDeConfig.KEY_SUBJECT_NAME_STRATEGY,
            RecordNameStrategy.class.getName(),
            AbstractKafkaSchemaSerDeConfig.VALUE_SUBJECT_NAME_STRATEGY,
            RecordNameStrategy.class.getName(),
            KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG,
            true);
  }

  /**
   * Serdes on the registry at the given address.
   *
   * @param registryUrl address of a registry that speaks Confluent's API, or {@code mock://name} in
   *     tests
   */
  public static AvroSerdes on(String registryUrl) {
    SchemaRegistryClient registry =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl),
            CACHED_SCHEMAS,
            List.of(new AvroSchemaProvider()),
            Map.of(),
            Map.of());
    return new AvroSerdes(registry, registryUrl);
  }

  /** The registry behind the serdes. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  /** Serde for keys of the class. */
  public <T extends SpecificRecord> Serde<T> key(Class<T> type) {
    return serde(type, true);
  }

  /** Serde for values of the class, or of any of its sub-types on the topic. */
  public <T extends SpecificRecord> Serde<T> value(Class<T> type) {
    return serde(type, false);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type, boolean isKey) {
    return Serdes.serdeFrom(serializer(isKey), deserializer(type, isKey));
  }

  @SuppressWarnings("unchecked") // the serializer takes any record
  private <T> Serializer<T> serializer(boolean isKey) {
    KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
    serializer.configure(configuration, isKey);
    return (Serializer<T>) (Serializer<?>) serializer;
  }

  private <T> Deserializer<T> deserializer(Class<T> type, boolean isKey) {
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
    deserializer.configure(configuration, isKey);
    return (topic, bytes) -> type.cast(deserializer.deserialize(topic, bytes));
  }
}
