package dev.plumbline.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What a sender signs with. Prints as stars, so that no log or error can tell it. */
public final class Secret {

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The secret as it is typed into the sender's form.
   *
   * @throws IllegalArgumentException if it is empty: everybody could sign with it
   */
  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("Expected a secret, got nothing");
    }
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Its length in bytes. */
  public int length() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  /** All alike: a hash would tell something of the secret. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
