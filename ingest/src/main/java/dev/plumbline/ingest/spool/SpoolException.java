package dev.plumbline.ingest.spool;

import java.io.Serial;

/** A delivery cannot be made durable now; it may be later. */
public final class SpoolException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Why not. */
  public enum Reason {
    /** The spool has as many bytes as it may, or the disk has too few left. */
    FULL,
    /** More requests wait than are taken in. */
    BUSY,
    /** The disk did not take it. */
    NOT_DURABLE,
    /** The service ends. */
    CLOSING
  }

  private final Reason reason;

  SpoolException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
