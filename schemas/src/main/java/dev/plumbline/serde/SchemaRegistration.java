package dev.plumbline.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Registers the schemas of this version, each under its full name and with FULL_TRANSITIVE
 * compatibility. An explicit step before the services start: they themselves only look schemas up.
 */
public final class SchemaRegistration {

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private final SchemaRegistryClient registry;

  public SchemaRegistration(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Registers everything; what is registered already keeps its id.
   *
   * @return schema ids by subject
   * @throws IllegalStateException if the registry cannot be reached or refuses a schema
   */
  public Map<String, Integer> registerAll() {
    Map<String, Integer> ids = new TreeMap<>();
    Stream.concat(Schemas.contract().stream(), Schemas.internal().stream())
        .forEach(schema -> ids.put(schema.getFullName(), register(schema)));
    return ids;
  }

  private int register(Schema schema) {
    String subject = schema.getFullName();
    try {
      int id = registry.register(subject, new AvroSchema(schema));
      registry.updateCompatibility(subject, COMPATIBILITY);
      return id;
    } catch (IOException | RestClientException e) {
      throw new IllegalStateException(
          "Expected the schema registry to take schema " + subject + ": " + e.getMessage(), e);
    }
  }
}
