package dev.plumbline.ingest.http;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The fields of a request, with everything that is found wrong with them. */
final class RequestFields {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;
  private final Problems problems = new Problems();

  private RequestFields(JsonNode body) {
    this.body = body;
  }

  /**
   * Reads the body.
   *
   * @param known the fields there may be
   * @throws InvalidInputException if it is not one JSON object
   */
  static RequestFields read(byte[] bytes, List<String> known) {
    RequestFields fields = new RequestFields(object(bytes));
    fields.refuseUnknown(known);
    return fields;
  }

  private static JsonNode object(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      // Jackson's message repeats the input, which may hold a password.
    }
    throw new InvalidInputException(List.of("Expected the body to be one JSON object"));
  }

  private void refuseUnknown(List<String> known) {
    body.fieldNames()
        .forEachRemaining(
            field ->
                require(
                    known.contains(field),
                    "Unknown field " + field + Suggestion.forUnknown(field, known)));
  }

  /** Whether the field is there and not null. */
  boolean has(String field) {
    return body.hasNonNull(field);
  }

  /** Whether the field is there, even as null. */
  boolean isGiven(String field) {
    return body.has(field);
  }

  /** A text, empty if there is none. */
  String text(String field) {
    return body.path(field).isTextual() ? body.path(field).textValue() : "";
  }

  /** The texts of a list, none if there is no list; what is no text in it is empty. */
  List<String> texts(String field) {
    require(
        !has(field) || body.path(field).isArray(), "Expected " + field + " to be a list of texts");
    return body.path(field).valueStream().map(JsonNode::asText).toList();
  }

  static boolean isAbsolutePath(String location) {
    try {
      return Path.of(location).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  void require(boolean isAsExpected, String problem) {
    problems.require(isAsExpected, problem);
  }

  void add(String problem) {
    problems.add(problem);
  }

  void throwIfAny() {
    problems.throwIfAny();
  }
}
