package dev.plumbline.bench;

/** Adds up the time of calls and remembers the longest. */
final class Stopwatch {

  private long nanos;
  private long longest;

  void time(Runnable call) {
    long start = System.nanoTime();
    call.run();
    long taken = System.nanoTime() - start;
    nanos += taken;
    longest = Math.max(longest, taken);
  }

  double seconds() {
    return nanos / 1e9;
  }

  double longestMillis() {
    return longest / 1e6;
  }
}
