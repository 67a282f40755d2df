package dev.plumbline.ingest.http;

import java.io.Serial;

/** Ends the reading of a body with the reason; has no trace, for anybody can cause it. */
final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
