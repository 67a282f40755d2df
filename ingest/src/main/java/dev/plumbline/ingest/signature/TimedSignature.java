package dev.plumbline.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over id, time and body, sent as a list of {@code v1,<base64>}: Standard Webhooks 1.0,
 * which GitLab's signing tokens follow. What was sent long ago, or claims to come from the future,
 * is refused, so that a captured delivery is of no use later. Thread-safe.
 */
public final class TimedSignature {

  /** How far the sender's clock may be from ours, either way. */
  public static final Duration TOLERANCE = Duration.ofSeconds(300);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "v1,";
  private static final int LENGTH = 32;
  private static final int MOST_SIGNATURES = 20;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  private final List<SecretKeySpec> keys;

  /**
   * Expects one of these secrets.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TimedSignature(List<Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one secret");
    }
    this.keys =
        secrets.stream().map(secret -> new SecretKeySpec(secret.bytes(), ALGORITHM)).toList();
  }

  /**
   * Tells which secret the delivery was signed with.
   *
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}, in seconds since 1970
   * @param signatures header {@code webhook-signature}, separated by spaces, at most 20
   * @return its position from 1, or {@link BodySignature#NONE}
   */
  public int position(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signatures,
      byte[] body,
      Instant now) {
    boolean isInTime =
        timestamp != null
            && SECONDS.matcher(timestamp).matches()
            && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                    .abs()
                    .compareTo(TOLERANCE)
                <= 0;
    boolean isWhole = id != null && ID.matcher(id).matches() && signatures != null;
    List<String> sent =
        isWhole ? List.of(String.valueOf(signatures).split(" ", MOST_SIGNATURES + 1)) : List.of();
    if (!isInTime || !isWhole || sent.size() > MOST_SIGNATURES) {
      return BodySignature.NONE;
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
    int position = BodySignature.NONE;
    for (int key = 0; key < keys.size(); key++) {
      boolean isEqual = isAnyEqual(digest(keys.get(key), head, body), sent);
      position = isEqual & position == BodySignature.NONE ? key + 1 : position;
    }
    return position;
  }

  private static boolean isAnyEqual(byte[] expected, List<String> sent) {
    boolean isAnyEqual = false;
    for (String signature : sent) {
      isAnyEqual |= MessageDigest.isEqual(expected, decode(signature));
    }
    return isAnyEqual;
  }

  /** What was sent, or zeros of the same length, which no digest is. */
  private static byte[] decode(String signature) {
    byte[] zeros = new byte[LENGTH];
    if (!signature.startsWith(PREFIX)) {
      return zeros;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(signature.substring(PREFIX.length()));
      return decoded.length == LENGTH ? decoded : zeros;
    } catch (IllegalArgumentException e) {
      return zeros;
    }
  }

  private static byte[] digest(SecretKeySpec key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
