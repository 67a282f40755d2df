package dev.plumbline.dashboards.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A half-open range of time, open where an end is absent.
 *
 * @param from first instant
 * @param to first instant after
 */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {

  static TimeRange of(Parameters parameters) {
    Instant from = parameters.time("from");
    Instant to = parameters.time("to");
    parameters.expect(
        from == null || to == null || !from.isAfter(to),
        "parameters from and to: expected from before to, got " + from + " and " + to);
    return new TimeRange(from, to);
  }
}
