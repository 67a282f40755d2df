package dev.plumbline.ingest.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was verified and is durable, not yet read.
 *
 * @param id made from the source and the signed body, so that a redelivery has the same
 * @param source the source instance it came to, for instance "github"
 * @param acceptedAt when it was accepted; mappers use it only where a payload has no clock at all
 * @param headers those on the source's allow-list, names in lower case; not covered by a signature,
 *     so a mapper checks them against the body
 * @param body exactly the bytes that were signed
 */
public record Delivery(
    String id, String source, Instant acceptedAt, Map<String, String> headers, byte[] body) {

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** A header that was kept, null if it was not sent. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** A body may hold what must not be in a log. */
  @Override
  public String toString() {
    return "Delivery[id=%s, source=%s, acceptedAt=%s, %d bytes]"
        .formatted(id, source, acceptedAt, body.length);
  }
}
