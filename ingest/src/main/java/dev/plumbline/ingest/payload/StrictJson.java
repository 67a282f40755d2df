package dev.plumbline.ingest.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that others wrote. Only whole byte arrays are read, because Jackson's other ways in
 * have had gaps in these limits. Thread-safe.
 */
public final class StrictJson {

  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_STRING = 2 * 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder(factory())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_NAME)
                .maxStringLength(LONGEST_STRING)
                .build())
        // Names are an attacker's choice; a shared table of them is not.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /**
   * The one object that the bytes are.
   *
   * @throws UnusablePayloadException if they are anything else, or beyond a limit
   */
  public static Field object(byte[] bytes) {
    JsonNode node = read(bytes);
    if (node == null || !node.isObject()) {
      throw new UnusablePayloadException("Expected one JSON object, got " + Field.kindOf(node));
    }
    return Field.root(node);
  }

  /**
   * The objects that the bytes are: one alone, or a list of them.
   *
   * @throws UnusablePayloadException if they are anything else, or beyond a limit
   */
  public static List<Field> objects(byte[] bytes) {
    JsonNode node = read(bytes);
    if (node == null || !(node.isObject() || node.isArray())) {
      throw new UnusablePayloadException(
          "Expected one JSON object or a list of them, got " + Field.kindOf(node));
    }
    Field root = Field.root(node);
    List<Field> objects = node.isObject() ? List.of(root) : root.items();
    objects.forEach(Field::requireObject);
    return objects;
  }

  private static @Nullable JsonNode read(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw new UnusablePayloadException(
          ("Expected JSON of at most %d levels, numbers of %d, names of %d and texts of %d"
                  + " characters, got more")
              .formatted(DEEPEST, LONGEST_NUMBER, LONGEST_NAME, LONGEST_STRING));
    } catch (JsonProcessingException e) {
      // Jackson's own message repeats the input.
      throw new UnusablePayloadException(
          "Expected one JSON object without repeated names, got something else"
              + place(e.getLocation()));
    } catch (IOException e) {
      throw new UnusablePayloadException("Expected JSON in UTF-8, got other bytes");
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
