package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/** What a sender is told: {@code {"status":..,"id":..}}, or the fixed reason of a refusal. */
final class WebhookAnswers {

  private static final int RETRY_SECONDS = 10;

  private WebhookAnswers() {}

  static HttpResponse accepted(int status, String id) {
    return of(HttpStatus.valueOf(status), "{\"status\":\"accepted\",\"id\":\"" + id + "\"}");
  }

  static HttpResponse duplicate(String id) {
    return of(HttpStatus.OK, "{\"status\":\"duplicate\",\"id\":\"" + id + "\"}");
  }

  static HttpResponse refused(Refusal refusal) {
    ResponseHeadersBuilder headers = headers(refusal.status());
    if (refusal == Refusal.WRONG_METHOD) {
      headers.set(HttpHeaderNames.ALLOW, "POST");
    }
    if (refusal.status().equals(HttpStatus.SERVICE_UNAVAILABLE)) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    if (refusal == Refusal.WRONG_TOKEN) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (!refusal.isOfBody()) {
      // Most of the body may still be on its way; nobody is going to read it.
      headers.set(HttpHeaderNames.CONNECTION, "close");
    }
    return HttpResponse.of(headers.build(), body(refusal));
  }

  private static HttpData body(Refusal refusal) {
    return HttpData.ofUtf8(
        "{\"status\":\"" + refusal.tag() + "\",\"error\":\"" + refusal.sentence() + "\"}");
  }

  private static HttpResponse of(HttpStatus status, String json) {
    return HttpResponse.of(headers(status).build(), HttpData.ofUtf8(json));
  }

  private static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status)
        .contentType(MediaType.JSON_UTF_8)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
  }
}
