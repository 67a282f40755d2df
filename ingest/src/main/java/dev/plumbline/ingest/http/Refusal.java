package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpStatus;
import dev.plumbline.ingest.spool.SpoolException;
import java.util.Locale;

/**
 * Why a delivery is not accepted. What is said is fixed: an answer never repeats what was sent, and
 * tells nobody how near a signature was.
 */
enum Refusal {
  UNKNOWN_SOURCE(HttpStatus.NOT_FOUND, "There is no such source"),
  WRONG_METHOD(HttpStatus.METHOD_NOT_ALLOWED, "Expected POST"),
  TOKEN_IN_QUERY(
      HttpStatus.BAD_REQUEST,
      "Expected no secret in the address: addresses are logged on their way, so change it"),
  ENCODED_BODY(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected a body without Content-Encoding"),
  WRONG_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected a Content-Type of this source"),
  TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Expected a smaller body"),
  BROKEN_BODY(HttpStatus.BAD_REQUEST, "Expected a body of the length that was told"),
  WRONG_SIGNATURE(HttpStatus.UNAUTHORIZED, "Expected a valid signature of the body"),
  WRONG_TOKEN(HttpStatus.UNAUTHORIZED, "Expected a valid token as Authorization: Bearer"),
  WRONG_CONTENT(HttpStatus.BAD_REQUEST, "Expected a body as it is documented"),
  FOREIGN_SERVICE(HttpStatus.FORBIDDEN, "Expected only services that the token may write"),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many deliveries at once; try again"),
  FULL(HttpStatus.SERVICE_UNAVAILABLE, "There is no room for deliveries; try again later"),
  NOT_DURABLE(HttpStatus.SERVICE_UNAVAILABLE, "The delivery could not be kept; try again"),
  CLOSING(HttpStatus.SERVICE_UNAVAILABLE, "The service ends; try again");

  private final HttpStatus status;
  private final String sentence;

  Refusal(HttpStatus status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  static Refusal of(SpoolException.Reason reason) {
    return switch (reason) {
      case BUSY -> BUSY;
      case FULL -> FULL;
      case NOT_DURABLE -> NOT_DURABLE;
      case CLOSING -> CLOSING;
    };
  }

  /** Whether the whole body was read before, so that the connection is as good as ever. */
  boolean isOfBody() {
    return this == WRONG_SIGNATURE || this == WRONG_CONTENT || this == FOREIGN_SERVICE;
  }

  HttpStatus status() {
    return status;
  }

  String sentence() {
    return sentence;
  }

  /** Its name in metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
