package dev.plumbline.ingest.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the raw body, sent as {@code sha256=<hex>}: GitHub's {@code X-Hub-Signature-256}
 * and, since WebSub, everybody's {@code X-Hub-Signature}.
 *
 * <p>The work does not depend on what was sent: a digest is computed with every secret, and each is
 * compared to its end, whether the header was well-formed or not. Thread-safe.
 */
public final class BodySignature {

  /** No secret fits. */
  public static final int NONE = 0;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int LENGTH = 32;

  private final List<SecretKeySpec> keys;

  /**
   * Expects one of these secrets.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BodySignature(List<Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one secret");
    }
    this.keys =
        secrets.stream().map(secret -> new SecretKeySpec(secret.bytes(), ALGORITHM)).toList();
  }

  /**
   * Tells which secret the body was signed with.
   *
   * @param sent all values of the source's signature header; anything but one is refused
   * @return its position from 1, or {@link #NONE}
   * @throws IllegalStateException if this Java cannot compute it
   */
  public int position(byte[] body, List<String> sent) {
    byte[] candidate = new byte[LENGTH];
    boolean isWellFormed = decode(sent, candidate);
    int position = NONE;
    for (int key = 0; key < keys.size(); key++) {
      boolean isEqual = MessageDigest.isEqual(digest(keys.get(key), body), candidate);
      position = isEqual & isWellFormed & position == NONE ? key + 1 : position;
    }
    return position;
  }

  private static boolean decode(List<String> sent, byte[] into) {
    if (sent.size() != 1 || !sent.get(0).startsWith(PREFIX)) {
      return false;
    }
    String hex = sent.get(0);
    if (hex.length() != PREFIX.length() + 2 * LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char high = hex.charAt(PREFIX.length() + 2 * i);
      char low = hex.charAt(PREFIX.length() + 2 * i + 1);
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return false;
      }
      into[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return true;
  }

  private static byte[] digest(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
