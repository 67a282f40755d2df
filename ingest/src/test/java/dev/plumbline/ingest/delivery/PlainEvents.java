package dev.plumbline.ingest.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Events as people read them, and as bytes. */
public final class PlainEvents {

  private static final JsonMapper JSON = new JsonMapper();

  private PlainEvents() {}

  /** The events as JSON, without what is null. */
  public static String of(List<Event<?, ?>> events) {
    ArrayNode all = JSON.createArrayNode();
    for (Event<?, ?> event : events) {
      ObjectNode one = all.addObject();
      one.put("topic", event.topic().name());
      one.set("key", tree(event.key()));
      one.put("kind", event.value().getSchema().getName());
      one.set("value", tree(event.value()));
    }
    return all.toPrettyString();
  }

  private static JsonNode tree(SpecificRecord record) {
    try {
      JsonNode tree = JSON.readTree(record.toString());
      withoutNulls(tree);
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    node.forEach(PlainEvents::withoutNulls);
  }

  /** Key and value as they are written to Kafka, without the registry's prefix. */
  public static byte[] bytes(Event<?, ?> event) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      for (SpecificRecord record : List.<SpecificRecord>of(event.key(), event.value())) {
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
      }
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
