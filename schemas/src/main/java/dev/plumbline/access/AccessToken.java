package dev.plumbline.access;

import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that opens an instance to those who know it. The text itself is not kept: what is
 * compared are digests, in time that does not depend on what was given.
 */
public final class AccessToken {

  private static final int SHORTEST = 32;
  // A file of secrets is short; this one is read whole.
  private static final long LONGEST_FILE = 4096;
  private static final String BEARER = "Bearer ";

  private final byte[] digest;
  private final byte[] sessionKey;

  private AccessToken(String token) {
    this.digest = sha256(token);
    this.sessionKey = sha256("plumbline session " + token);
  }

  /**
   * The token that a file holds, without white space around it.
   *
   * @throws InvalidInputException if there is none of at least 32 characters
   */
  public static AccessToken readFrom(Path file) {
    String token = content(file).strip();
    if (token.length() < SHORTEST || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw invalid(
          file,
          "expected one token of at least 32 printable characters, such as openssl rand -hex 32"
              + " makes, got "
              + token.length());
    }
    return new AccessToken(token);
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw invalid(file, "expected one token, got a file of " + Files.size(file) + " bytes");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw invalid(file, "expected a file that can be read, got " + e.getClass().getSimpleName());
    }
  }

  private static InvalidInputException invalid(Path file, String problem) {
    return new InvalidInputException(List.of("token file " + file + ": " + problem));
  }

  /** Whether the text is the token. */
  public boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(digest, sha256(given));
  }

  /** Whether the value of an Authorization header carries the token. */
  public boolean matchesAuthorization(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && matches(header.substring(BEARER.length()).strip());
  }

  /** What a browser keeps instead of the token: good until then, and worth nothing elsewhere. */
  public String session(Instant now, Duration length) {
    long end = now.plus(length).getEpochSecond();
    return end + "." + signature(end);
  }

  /** Whether a browser's session is one of ours that has not ended. */
  public boolean matchesSession(@Nullable String session, Instant now) {
    if (session == null || !session.matches("\\d{1,12}\\.[0-9a-f]{64}")) {
      return false;
    }
    int dot = session.indexOf('.');
    long end = Long.parseLong(session.substring(0, dot));
    byte[] given = session.substring(dot + 1).getBytes(StandardCharsets.US_ASCII);
    byte[] expected = signature(end).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, given) && now.getEpochSecond() < end;
  }

  private String signature(long end) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(sessionKey, "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(Long.toString(end).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "AccessToken[***]";
  }
}
