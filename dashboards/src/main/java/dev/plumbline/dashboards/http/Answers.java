package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Answers with the headers that every answer has. */
final class Answers {

  private static final JsonFactory JSON = new JsonFactory();

  private Answers() {}

  static ResponseHeadersBuilder headers(HttpStatus status, MediaType type) {
    return ResponseHeaders.builder(status)
        .contentType(type)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
  }

  static HttpResponse json(HttpStatus status, String body) {
    return HttpResponse.of(headers(status, MediaType.JSON_UTF_8).build(), HttpData.ofUtf8(body));
  }

  static HttpResponse error(HttpStatus status, String message) {
    return json(status, errorJson(message));
  }

  static HttpResponse badRequest(String message) {
    return error(HttpStatus.BAD_REQUEST, message);
  }

  static String errorJson(String message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("error", message);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
