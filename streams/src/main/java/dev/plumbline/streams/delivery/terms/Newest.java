package dev.plumbline.streams.delivery.terms;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges what was observed of a thing that changes: a field has the value of the newest observation
 * that says anything of it. Hosts stamp whole seconds, so two observations may be equally old; then
 * the greater value stands, because that does not depend on which came first.
 */
public final class Newest<T> {

  private final Comparator<T> byAge;

  /** The order of age, which may call different observations equal. */
  public Newest(Comparator<T> byAge) {
    this.byAge = byAge;
  }

  /** The value that stands, null when no observation says any. */
  public <V extends Comparable<? super V>> @Nullable V value(
      Collection<T> observations, Function<T, @Nullable V> field) {
    T newest = null;
    V value = null;
    for (T observation : observations) {
      V candidate = field.apply(observation);
      if (candidate != null
          && (newest == null || value == null || isNewer(observation, candidate, newest, value))) {
        newest = observation;
        value = candidate;
      }
    }
    return value;
  }

  private <V extends Comparable<? super V>> boolean isNewer(
      T observation, V candidate, T newest, V value) {
    int byAge = this.byAge.compare(observation, newest);
    return byAge > 0 || (byAge == 0 && candidate.compareTo(value) > 0);
  }

  /** An observation that carries the value that stands. */
  public Optional<T> deciding(
      Collection<T> observations, Function<T, @Nullable Comparable<?>> field) {
    return observations.stream()
        .filter(observation -> field.apply(observation) != null)
        .max(byAge.thenComparing(field::apply, Newest::compareValues));
  }

  @SuppressWarnings("unchecked") // two values of one field
  private static int compareValues(@Nullable Comparable<?> left, @Nullable Comparable<?> right) {
    return left == null || right == null ? 0 : ((Comparable<Object>) left).compareTo(right);
  }
}
