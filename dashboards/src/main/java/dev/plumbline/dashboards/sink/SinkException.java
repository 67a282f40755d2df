package dev.plumbline.dashboards.sink;

/** Why the sink cannot go on for now, in words for whoever looks at its health. */
final class SinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SinkException(String message) {
    super(message);
  }

  SinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
