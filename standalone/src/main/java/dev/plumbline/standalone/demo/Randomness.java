package dev.plumbline.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream of random draws that is the same on every Java: SplitMix64, with the logarithms of
 * StrictMath. Each part of the simulation has a stream of its own, named, so that a draw more in
 * one does not change another.
 */
final class Randomness {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Randomness(long state) {
    this.state = state;
  }

  /** The stream of a part. */
  static Randomness of(long seed, String part) {
    long state = mixed(seed + GOLDEN);
    for (int i = 0; i < part.length(); i++) {
      state = mixed(state ^ part.charAt(i)) + GOLDEN;
    }
    return new Randomness(state);
  }

  long nextLong() {
    state += GOLDEN;
    return mixed(state);
  }

  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 inclusive to 1 exclusive. */
  double uniform() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** From low to high, both inclusive. */
  int between(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }

  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Half of the values are below the median; about two thirds are within a factor of e^sigma. */
  double logNormal(double median, double sigma) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * StrictMath.PI * uniform()));
  }

  /** A number of independent happenings, for small means. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    int count = 0;
    while (product > limit) {
      product *= uniform();
      count++;
    }
    return count;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get((int) (uniform() * choices.size()));
  }

  <T> List<T> shuffled(List<T> values) {
    List<T> shuffled = new ArrayList<>(values);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = (int) (uniform() * (i + 1));
      T moved = shuffled.get(i);
      shuffled.set(i, shuffled.get(other));
      shuffled.set(other, moved);
    }
    return shuffled;
  }
}
