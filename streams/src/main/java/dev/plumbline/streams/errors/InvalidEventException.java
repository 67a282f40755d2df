package dev.plumbline.streams.errors;

/** An event that no rule can use, whatever else is known. It is set aside with this reason. */
public final class InvalidEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidEventException(String message) {
    super(message);
  }
}
