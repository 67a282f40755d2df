package dev.plumbline.streams.delivery.graph;

import org.jspecify.annotations.Nullable;

/**
 * What a change counts as in a measure.
 *
 * @param reason why it has no value, null when it has one
 * @param value the value
 */
record Counted(@Nullable String reason, long value) {

  static Counted value(long value) {
    return new Counted(null, value);
  }

  static Counted nothing(String reason) {
    return new Counted(reason, 0);
  }

  /** Whole seconds between two instants in milliseconds. */
  static Counted between(long from, long to) {
    return to < from ? nothing("negative-duration") : value((to - from) / 1_000);
  }
}
