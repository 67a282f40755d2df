package dev.plumbline.ingest.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an input. Not thread-safe. */
public final class Problems {

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
