package dev.plumbline.validation;

import java.io.Serial;
import java.util.List;

/** An input is wrong; the message has one line for each thing that is. */
public final class InvalidInputException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final List<String> problems;

  public InvalidInputException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** Every thing that is wrong, as a sentence. */
  public List<String> problems() {
    return problems;
  }
}
