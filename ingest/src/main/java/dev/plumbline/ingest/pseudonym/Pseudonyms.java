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
  // No address and no name has it, so the kinds of identity cannot meet.
  private static final char SEPARATOR = '\0';

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

  /**
   * Pseudonym of an account at a host, which shows no address. It is another one than that of the
   * same person's address: who an account belongs to is for the organisation to say.
   *
   * @param source source instance, for ids of two hosts have nothing to do with each other
   * @param id the account's own identifier, if the host tells one, for names change hands; else its
   *     name
   */
  public String ofAccount(String source, String id) {
    return digest("account" + SEPARATOR + normal(source) + SEPARATOR + normal(id));
  }

  /** Pseudonym of a person whom the organisation names itself, one for all accounts. */
  public String ofPerson(String id) {
    return digest("person" + SEPARATOR + normal(id));
  }

  /**
   * Stands for the name of a branch, which often begins with its owner's: the same branch of the
   * same repository has the same.
   */
  public String ofBranch(String source, String repository, String branch) {
    return digest("branch" + SEPARATOR + source + SEPARATOR + repository + SEPARATOR + branch);
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
