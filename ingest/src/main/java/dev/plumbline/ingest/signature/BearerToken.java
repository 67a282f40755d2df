package dev.plumbline.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Tokens that callers send as {@code Authorization: Bearer}. Only digests are kept and compared,
 * each to its end, whatever was sent. Thread-safe.
 */
public final class BearerToken {

  private static final String PREFIX = "Bearer ";

  private final List<byte[]> digests;

  /** Expects one of these tokens. */
  public BearerToken(List<Secret> tokens) {
    this.digests = tokens.stream().map(token -> sha256(token.bytes())).toList();
  }

  /**
   * Tells which token was sent.
   *
   * @param authorization all values of the header; anything but one is refused
   * @return its position from 1, or {@link BodySignature#NONE}
   */
  public int position(List<String> authorization) {
    boolean isWellFormed =
        authorization.size() == 1
            && authorization.get(0).regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    String sent = isWellFormed ? authorization.get(0).substring(PREFIX.length()).strip() : "";
    byte[] digest = sha256(sent.getBytes(StandardCharsets.UTF_8));
    int position = BodySignature.NONE;
    for (int token = 0; token < digests.size(); token++) {
      boolean isEqual = MessageDigest.isEqual(digests.get(token), digest);
      position = isEqual & isWellFormed & position == BodySignature.NONE ? token + 1 : position;
    }
    return position;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
