package dev.plumbline.ingest.source;

import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.validation.InvalidInputException;
import java.util.List;

/** The active secrets of a source: one, or up to three while they are changed over. */
public final class Secrets {

  static final int MOST = 3;
  static final int SHORTEST = 32;

  private Secrets() {}

  /**
   * Reads secrets, one on each line.
   *
   * @param where named in what is wrong; the text itself never is
   * @throws InvalidInputException if there is none, there are too many, or one is too short
   */
  public static List<Secret> parse(String where, String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty() || lines.size() > MOST) {
      throw wrong(
          "%s: expected one to %d secrets, one on each line, got %d"
              .formatted(where, MOST, lines.size()));
    }
    List<Secret> secrets = lines.stream().map(Secret::of).toList();
    secrets.forEach(secret -> requireLength(where, secret));
    return secrets;
  }

  private static void requireLength(String where, Secret secret) {
    if (secret.length() < SHORTEST) {
      throw wrong(
          "%s: expected secrets of at least %d bytes, got one of %d"
              .formatted(where, SHORTEST, secret.length()));
    }
  }

  private static InvalidInputException wrong(String sentence) {
    return new InvalidInputException(List.of(sentence));
  }
}
