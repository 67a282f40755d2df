package dev.plumbline.bench;

import java.util.Arrays;

/** Durations of many calls, exactly. Thread-safe as long as no two calls have one index. */
final class Latencies {

  private final long[] nanos;

  Latencies(int calls) {
    nanos = new long[calls];
  }

  void set(int call, long duration) {
    nanos[call] = duration;
  }

  /** The value below which the share of all calls is, in milliseconds. */
  double percentile(double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(index, 0)] / 1e6;
  }
}
