package dev.plumbline.ingest.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the raw body, sent in one of the forms of {@link SignatureForm}.
 *
 * <p>The work does not depend on what was sent: a digest is computed with every secret, and each is
 * compared to its end, whether the header was well-formed or not. Thread-safe.
 */
public final class BodySignature {

  /** No secret fits. */
  public static final int NONE = 0;

  private static final String ALGORITHM = "HmacSHA256";

  private final SignatureForm form;
  private final List<SecretKeySpec> keys;

  /**
   * Expects one of these secrets.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BodySignature(SignatureForm form, List<Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one secret");
    }
    this.form = form;
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
    List<byte[]> candidates = form.digests(sent);
    int position = NONE;
    for (int key = 0; key < keys.size(); key++) {
      boolean isEqual = isAnyEqual(digest(keys.get(key), body), candidates);
      position = isEqual & position == NONE ? key + 1 : position;
    }
    return position;
  }

  private static boolean isAnyEqual(byte[] expected, List<byte[]> candidates) {
    boolean isAnyEqual = false;
    for (byte[] candidate : candidates) {
      isAnyEqual |= MessageDigest.isEqual(expected, candidate);
    }
    return isAnyEqual;
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
