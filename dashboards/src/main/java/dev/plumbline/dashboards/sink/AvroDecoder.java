package dev.plumbline.dashboards.sink;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one class in Confluent's wire format. Not thread-safe.
 *
 * <p>The deserializer of the registry client throws one and the same exception for bad bytes and
 * for a registry that does not answer, and both can be caused by an {@link IOException}. Here the
 * schema is fetched in a step of its own: only that step can say that the registry is away, and
 * everything after it is the record's own fault.
 */
final class AvroDecoder<T extends SpecificRecord> {

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int NOT_FOUND = 404;

  private final SchemaRegistryClient registry;
  private final Class<T> type;
  private final Schema readerSchema;
  private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
  private @Nullable BinaryDecoder reused;

  AvroDecoder(SchemaRegistryClient registry, Class<T> type) {
    this.registry = registry;
    this.type = type;
    this.readerSchema = SpecificData.get().getSchema(type);
  }

  /**
   * Reads a record.
   *
   * @throws PoisonException if these bytes are no such record and never will be
   * @throws SinkException if the registry cannot be asked for the schema now
   */
  T decode(byte[] bytes) throws PoisonException {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new PoisonException("Expected Avro in Confluent's wire format");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    SpecificDatumReader<T> reader = reader(id);
    reused =
        DecoderFactory.get()
            .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, reused);
    try {
      T decoded = type.cast(reader.read(null, reused));
      if (!reused.isEnd()) {
        throw new PoisonException("Expected the record to end where its bytes end");
      }
      return decoded;
    } catch (IOException | RuntimeException e) {
      throw new PoisonException(
          "Expected a record of " + type.getName() + " under schema id " + id + ": " + e, e);
    }
  }

  private SpecificDatumReader<T> reader(int id) throws PoisonException {
    SpecificDatumReader<T> known = readers.get(id);
    if (known != null) {
      return known;
    }
    SpecificDatumReader<T> reader = new SpecificDatumReader<>(writerSchema(id), readerSchema);
    readers.put(id, reader);
    return reader;
  }

  private Schema writerSchema(int id) throws PoisonException {
    Object schema = fetch(id);
    if (schema instanceof Schema writer
        && writer.getType() == Schema.Type.RECORD
        && writer.getFullName().equals(readerSchema.getFullName())) {
      return writer;
    }
    throw new PoisonException(
        "Expected schema id " + id + " to be of " + readerSchema.getFullName());
  }

  private @Nullable Object fetch(int id) throws PoisonException {
    try {
      return registry.getSchemaById(id).rawSchema();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new PoisonException("Expected a schema of id " + id + " in the registry", e);
      }
      throw new SinkException("The schema registry answers " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SinkException("The schema registry cannot be reached: " + e.getMessage(), e);
    }
  }
}
