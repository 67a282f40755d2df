package dev.plumbline.streams.distribution;

/** Logarithmic buckets: four to every doubling, one for every value below four. */
final class Buckets {

  private static final int BITS = 2;

  private Buckets() {}

  /** The bucket of a value that is not negative; buckets are in the order of their values. */
  static int of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("Expected a value of 0 or more, got " + value);
    }
    int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - BITS);
    return (shift << BITS) + (int) (value >>> shift);
  }
}
