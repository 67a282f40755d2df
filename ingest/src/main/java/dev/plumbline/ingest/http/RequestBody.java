package dev.plumbline.ingest.http;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a collection's request, and says everything that is wrong with it. */
final class RequestBody {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<String> FIELDS =
      List.of(
          "kind",
          "location",
          "repository",
          "service",
          "environment",
          "deploymentsFromTags",
          "since");
  private static final String PRODUCTION = "production";
  // "@" separates service and environment where both stand in one name.
  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}@]{1,200}");
  private static final Pattern URL = Pattern.compile("(https?|git|file)://\\S+");

  private final JsonNode body;
  private final Problems problems = new Problems();

  private RequestBody(JsonNode body) {
    this.body = body;
  }

  /**
   * Reads the request.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static CollectionRequest parse(byte[] bytes) {
    return new RequestBody(object(bytes)).request();
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

  private CollectionRequest request() {
    refuseUnknownFields();
    problems.require(text("kind").equals("git"), "Expected kind to be \"git\"");
    String location = location();
    String repository = name("repository", text("repository"));
    String service = name("service", text("service"));
    String environment =
        name("environment", body.has("environment") ? text("environment") : PRODUCTION);
    Pattern tags = body.hasNonNull("deploymentsFromTags") ? pattern() : null;
    Instant since = body.hasNonNull("since") ? since() : null;
    problems.throwIfAny();
    return new CollectionRequest(location, repository, service, environment, tags, since);
  }

  private void refuseUnknownFields() {
    body.fieldNames()
        .forEachRemaining(
            field ->
                problems.require(
                    FIELDS.contains(field),
                    "Unknown field " + field + Suggestion.forUnknown(field, FIELDS)));
  }

  private String text(String field) {
    return body.path(field).isTextual() ? body.path(field).textValue() : "";
  }

  private String name(String field, String value) {
    problems.require(
        NAME.matcher(value).matches(),
        "Expected " + field + " to be a name of 1 to 200 characters without spaces or @");
    return value;
  }

  private String location() {
    String location = text("location");
    problems.require(
        isAbsolutePath(location) || URL.matcher(location).matches(),
        "Expected location to be an absolute path, or a URL that begins with https, http, git or"
            + " file");
    return location;
  }

  private static boolean isAbsolutePath(String location) {
    try {
      return Path.of(location).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private @Nullable Pattern pattern() {
    try {
      return Pattern.compile(body.path("deploymentsFromTags").asText());
    } catch (PatternSyntaxException e) {
      problems.add(
          "Expected deploymentsFromTags to be a regular expression: " + e.getDescription());
      return null;
    }
  }

  private @Nullable Instant since() {
    String text = text("since");
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      problems.add(
          "Expected since to be a date such as 2025-01-31 or an instant such as"
              + " 2025-01-31T08:00:00Z");
      return null;
    }
  }
}
