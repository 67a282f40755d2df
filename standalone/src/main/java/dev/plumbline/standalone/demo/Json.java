package dev.plumbline.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Makes JSON as the hosts write it. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DateTimeFormatter JIRA_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write JSON", e);
    }
  }

  /** Whole seconds, as GitHub has them. */
  static @Nullable String githubTime(@Nullable Instant time) {
    return time == null ? null : Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }

  static @Nullable String jiraTime(@Nullable Instant time) {
    return time == null ? null : JIRA_TIME.format(time);
  }
}
