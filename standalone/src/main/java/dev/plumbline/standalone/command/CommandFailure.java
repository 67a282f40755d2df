package dev.plumbline.standalone.command;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked to, for a reason that one sentence tells. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** It was tried and did not work. */
  private static final int FAILED = 1;

  /** It cannot be tried: wrong usage, nothing running, port taken. */
  private static final int NOT_POSSIBLE = 2;

  private final int exitCode;

  private CommandFailure(@Nullable String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandFailure failed(@Nullable String sentence) {
    return new CommandFailure(sentence, FAILED);
  }

  static CommandFailure notPossible(@Nullable String sentence) {
    return new CommandFailure(sentence, NOT_POSSIBLE);
  }

  /** Exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
