package dev.plumbline.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an input. Not thread-safe. */
public final class Problems {

  private static final int HIGHEST_PORT = 65_535;

  private final List<String> sentences = new ArrayList<>();

  /** Notes one thing that is wrong. */
  public void add(String sentence) {
    sentences.add(sentence);
  }

  /** Notes the sentence unless the condition holds. */
  public void require(boolean condition, String sentence) {
    if (!condition) {
      add(sentence);
    }
  }

  /** Notes unless the number can be a port, 0 being any free one. */
  public void requirePort(String name, int port) {
    require(
        port >= 0 && port <= HIGHEST_PORT,
        name + ": expected 0 to " + HIGHEST_PORT + ", got " + port);
  }

  /**
   * Ends the check.
   *
   * @throws InvalidInputException if anything is wrong, with all of it
   */
  public void throwIfAny() {
    if (!sentences.isEmpty()) {
      throw new InvalidInputException(sentences);
    }
  }
}
