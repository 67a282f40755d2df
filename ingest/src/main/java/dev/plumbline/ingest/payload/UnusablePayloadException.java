package dev.plumbline.ingest.payload;

import java.io.Serial;

/** A payload is not what it should be; the message says what was expected, without its values. */
public final class UnusablePayloadException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public UnusablePayloadException(String message) {
    // Foreign input is no fault of ours: nobody looks for a place in the code.
    super(message, null, false, false);
  }
}
