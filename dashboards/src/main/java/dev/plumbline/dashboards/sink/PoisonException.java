package dev.plumbline.dashboards.sink;

/** A record that will be no better when it is read again. */
final class PoisonException extends Exception {

  private static final long serialVersionUID = 1L;

  PoisonException(String reason) {
    super(reason);
  }

  PoisonException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** What is wrong with the record. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
