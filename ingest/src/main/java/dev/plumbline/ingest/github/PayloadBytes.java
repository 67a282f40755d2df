package dev.plumbline.ingest.github;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The JSON of a delivery: GitHub sends it as it is, or as the field of a form. */
final class PayloadBytes {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIELD = "payload=";

  private PayloadBytes() {}

  static byte[] of(Delivery delivery) {
    String type = delivery.header("content-type");
    boolean isForm = type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM);
    return isForm ? fromForm(delivery.body()) : delivery.body();
  }

  private static byte[] fromForm(byte[] body) {
    for (String field : new String(body, StandardCharsets.US_ASCII).split("&")) {
      if (field.startsWith(FIELD)) {
        return decode(field.substring(FIELD.length())).getBytes(StandardCharsets.UTF_8);
      }
    }
    throw new UnusablePayloadException("Expected a form with the field payload, got none");
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnusablePayloadException(
          "Expected the form's field payload to be percent-encoded, got something else");
    }
  }
}
