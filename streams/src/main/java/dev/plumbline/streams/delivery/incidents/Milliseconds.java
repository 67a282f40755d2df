package dev.plumbline.streams.delivery.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants as records between the stages have them. */
final class Milliseconds {

  private Milliseconds() {}

  static @Nullable Long of(@Nullable Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }
}
