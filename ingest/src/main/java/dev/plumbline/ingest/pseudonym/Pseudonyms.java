package dev.plumbline.ingest.pseudonym;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names people without telling who they are: the first 128 bits of HMAC-SHA256 over what identifies
 * them. The same person gets the same pseudonym as long as the key lives. Thread-safe.
 */
public final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Pseudonyms under the key in the data directory, which is made if there is none.
   *
   * @throws IllegalStateException if the key is damaged
   */
  public static Pseudonyms keptIn(Path data) {
    return new Pseudonyms(new PseudonymKey(data).read());
  }

  /** Pseudonym of a person by e-mail address, or by name if there is no address. */
  public @Nullable String of(String name, String email) {
    String identity = normal(email).isEmpty() ? normal(name) : normal(email);
    return identity.isEmpty() ? null : digest(identity);
  }

  private static String normal(String text) {
    return text.trim().toLowerCase(Locale.ROOT);
  }

  private String digest(String identity) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
