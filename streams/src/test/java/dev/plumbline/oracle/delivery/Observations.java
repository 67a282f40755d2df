package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What was observed of one thing.
 *
 * @param finality how final the state is that an observation tells, the least when it tells none
 */
record Observations<T>(Collection<T> all, Function<T, Long> version, ToIntFunction<T> finality) {

  /** Element by element; a list that is the beginning of another comes before it. */
  static final Comparator<List<String>> LISTS =
      (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
          int difference = left.get(i).compareTo(right.get(i));
          if (difference != 0) {
            return difference;
          }
        }
        return Integer.compare(left.size(), right.size());
      };

  /** The newest word: by version, then by how final the state is, then by the word itself. */
  <V extends Comparable<? super V>> V newest(Function<T, V> field) {
    return newest(field, Comparator.naturalOrder());
  }

  <V> V newest(Function<T, V> field, Comparator<V> order) {
    return all.stream()
        .filter(one -> field.apply(one) != null)
        .max(Comparator.comparing(version).thenComparingInt(finality).thenComparing(field, order))
        .map(field)
        .orElse(null);
  }

  boolean newestIsTrue(Function<T, Boolean> field) {
    return Boolean.TRUE.equals(newest(field));
  }

  Instant earliest(Function<T, Instant> field) {
    return said(field).min(Comparator.naturalOrder()).orElse(null);
  }

  Instant latest(Function<T, Instant> field) {
    return said(field).max(Comparator.naturalOrder()).orElse(null);
  }

  boolean anyTrue(Function<T, Boolean> field) {
    return said(field).anyMatch(Boolean.TRUE::equals);
  }

  Set<String> united(Function<T, List<String>> field) {
    Set<String> united = new TreeSet<>();
    said(field).forEach(united::addAll);
    return united;
  }

  private <V> Stream<V> said(Function<T, V> field) {
    return all.stream().map(field).filter(Objects::nonNull);
  }

  Observations<T> only(Predicate<T> condition) {
    return new Observations<>(all.stream().filter(condition).toList(), version, finality);
  }

  /** An enum's value, null where it says that it is not known. */
  static <E extends Enum<E>> E known(E value) {
    return value == null || value.name().equals("UNKNOWN") ? null : value;
  }

  /** Place of the state in the list, -1 when none is said. */
  static int place(Enum<?> state, String... states) {
    return state == null ? -1 : List.of(states).indexOf(state.name());
  }
}
