package dev.plumbline.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Chance, from a seed, over ranges so small that things often meet. */
final class Dice {

  /** Two hours before a month and a day change, in a leap year. */
  private static final Instant START = Instant.parse("2024-02-27T22:00:00Z");

  private final Random random;
  private final String prefix;

  /**
   * @param prefix of all names, so that histories can be told side by side
   */
  Dice(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /** The name in this history. */
  String named(String name) {
    return name == null ? null : prefix + name;
  }

  /** From 0 to less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Once in so many times. */
  boolean once(int inTimes) {
    return random.nextInt(inTimes) == 0;
  }

  @SafeVarargs
  final <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** The value, or the word that nobody said it. */
  <T> T mostly(T value) {
    return once(5) ? null : value;
  }

  /** The value now and then, else the word that nobody said it. */
  <T> T rarely(T value) {
    return once(4) ? value : null;
  }

  /** An instant of a grid of six hours, at times a little beside it. */
  Instant clock(int step) {
    Instant regular = START.plus(Duration.ofHours(6L * step));
    return switch (below(16)) {
      case 0 -> regular.plusMillis(below(3_000));
      case 1 -> regular.minusMillis(below(3_000));
      case 2 -> regular.plus(Duration.ofHours(below(6)));
      default -> regular;
    };
  }
}
