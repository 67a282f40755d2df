package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.RequestHeaders;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a delivery of a request whose body was verified. */
final class Deliveries {

  /** What is kept of a header is an identifier; anything else is not taken along. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  private Deliveries() {}

  static Delivery of(Source source, RequestHeaders headers, byte[] body, Instant acceptedAt) {
    Map<String, String> kept = new HashMap<>();
    kept.put("content-type", mediaType(headers));
    for (String name : source.kind().keptHeaders()) {
      String value = headers.get(name);
      if (value != null && IDENTIFIER.matcher(value).matches()) {
        kept.put(name, value);
      }
    }
    return new Delivery(id(source, body), source.id(), acceptedAt, kept, body);
  }

  /** The media type without parameters; empty if there is none. */
  static String mediaType(RequestHeaders headers) {
    var type = headers.contentType();
    return type == null ? "" : type.type() + "/" + type.subtype();
  }

  private static String id(Source source, byte[] body) {
    MessageDigest digest = sha256();
    digest.update((source.id() + "\n").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(body));
  }

  /** The same for deliveries that say the same: body and event, not the sender's own number. */
  static byte[] fingerprint(Source source, Delivery delivery) {
    @Nullable String event = delivery.header(source.kind().eventHeader());
    return sha256().digest((delivery.id() + "\n" + event).getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
