package dev.plumbline.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How answers are written. */
final class Answers {

  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  /** An error as {@code {"error":"a sentence"}}. */
  static HttpResponse error(HttpStatus status, String sentence) {
    return json(status, Map.of("error", sentence));
  }

  /** Everything that is wrong with a request, as sentences and as one. */
  static HttpResponse badRequest(List<String> problems) {
    return json(
        HttpStatus.BAD_REQUEST, Map.of("error", String.join("; ", problems), "errors", problems));
  }

  private static HttpResponse json(HttpStatus status, Object body) {
    return json(status, HttpData.wrap(bytes(body)));
  }

  /** JSON with the headers that every answer has. */
  static HttpResponse json(HttpStatus status, HttpData body) {
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
            .build(),
        body);
  }

  /** One line of newline-delimited JSON. */
  static HttpData line(Object body) {
    byte[] json = bytes(body);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return HttpData.wrap(line);
  }

  private static byte[] bytes(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write " + body, e);
    }
  }
}
