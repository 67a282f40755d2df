package dev.plumbline.ingest.drain;

import java.io.Serial;

/** An event can never be sent, however often it is tried; the message says why in a sentence. */
public final class EventRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public EventRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
