package dev.plumbline.dashboards.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.organisation.Ownership;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Statements kept in files beside the classes, and values in the form they take them. */
final class Statements {

  private static final JsonFactory JSON = new JsonFactory();

  private Statements() {}

  static String load(String file) {
    try (InputStream in =
        Objects.requireNonNull(Statements.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts as a JSON object, sorted by name so that equal counts are equal texts. */
  static String json(Map<String, Long> counts) {
    return json(
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
          }
          json.writeEndObject();
        });
  }

  /** Owners as a JSON array, in the order in which they came. */
  static String json(List<Ownership> owners) {
    return array(
        owners,
        (owner, json) -> {
          json.writeStringField("team", owner.getTeam());
          json.writeStringField("from", iso(owner.getFrom()));
          json.writeStringField("to", iso(owner.getTo()));
        });
  }

  /** Texts as a JSON array, in their order. */
  static String texts(List<String> texts) {
    return json(
        json -> {
          json.writeStartArray();
          for (String text : texts) {
            json.writeString(text);
          }
          json.writeEndArray();
        });
  }

  /** Objects as a JSON array, in their order. */
  static <T> String array(List<T> elements, Fields<T> fields) {
    return json(
        json -> {
          json.writeStartArray();
          for (T element : elements) {
            json.writeStartObject();
            fields.write(element, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Writes the fields of an object. */
  interface Fields<T> {
    void write(T element, JsonGenerator json) throws IOException;
  }

  private static @Nullable String iso(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private interface Json {
    void write(JsonGenerator json) throws IOException;
  }

  private static String json(Json content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
