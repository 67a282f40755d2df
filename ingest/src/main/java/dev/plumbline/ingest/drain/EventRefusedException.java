package dev.plumbline.ingest.drain;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An event can never be sent, however often it is tried; the message says why in a sentence. */
public final class EventRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public EventRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
