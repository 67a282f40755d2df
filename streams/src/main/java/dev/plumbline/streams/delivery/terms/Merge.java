package dev.plumbline.streams.delivery.terms;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges two values of one field of a thing that never changes. Absent never overwrites; should two
 * contradict each other all the same, sets unite and the lesser value stands, because that does not
 * depend on which came first.
 */
public final class Merge {

  private Merge() {}

  /** All that either names. */
  public static @Nullable List<String> union(
      @Nullable List<String> left, @Nullable List<String> right) {
    if (left == null || right == null || left.equals(right)) {
      return left == null ? right : left;
    }
    TreeSet<String> union = new TreeSet<>(left);
    union.addAll(right);
    return List.copyOf(union);
  }

  /** The lesser of both. */
  public static <T extends Comparable<T>> @Nullable T lesser(@Nullable T left, @Nullable T right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.compareTo(right) <= 0 ? left : right;
  }
}
