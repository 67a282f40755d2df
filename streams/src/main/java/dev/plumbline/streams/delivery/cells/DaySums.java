package dev.plumbline.streams.delivery.cells;

import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What deployments add up to, or the difference of two such sums.
 *
 * @param deployments how many there are
 * @param excluded commits without a lead time that counts, by reason, none zero
 * @param seconds how often each lead time comes, none zero
 */
public record DaySums(
    long deployments, SortedMap<String, Long> excluded, SortedMap<Long, Long> seconds) {

  /** Nothing at all. */
  public static final DaySums NONE =
      new DaySums(0, Collections.emptySortedMap(), Collections.emptySortedMap());

  /**
   * Sums whose lead times come as on topics.
   *
   * @param distances lead times, ascending, each as its distance from the one before
   * @param counts how often each comes
   */
  public static DaySums of(
      long deployments, Map<String, Long> excluded, List<Long> distances, List<Long> counts) {
    SortedMap<Long, Long> seconds = new TreeMap<>();
    long value = 0;
    for (int i = 0; i < distances.size(); i++) {
      value += distances.get(i);
      seconds.put(value, counts.get(i));
    }
    return new DaySums(deployments, new TreeMap<>(excluded), seconds);
  }

  /** The lead times, each as its distance from the one before. */
  public List<Long> distances() {
    List<Long> distances = new ArrayList<>(seconds.size());
    long before = 0;
    for (long value : seconds.keySet()) {
      distances.add(value - before);
      before = value;
    }
    return distances;
  }

  /** How often each lead time comes. */
  public List<Long> counts() {
    return List.copyOf(seconds.values());
  }

  /** Whether it changes nothing. */
  public boolean isNothing() {
    return deployments == 0 && excluded.isEmpty() && seconds.isEmpty();
  }

  /** What is to be added to the other to get this. */
  public DaySums minus(DaySums other) {
    return new DaySums(
        deployments - other.deployments,
        difference(excluded, other.excluded),
        difference(seconds, other.seconds));
  }

  private static <K extends Comparable<K>> SortedMap<K, Long> difference(
      SortedMap<K, Long> left, SortedMap<K, Long> right) {
    SortedMap<K, Long> difference = new TreeMap<>(left);
    right.forEach(
        (key, count) -> {
          long rest = difference.getOrDefault(key, 0L) - count;
          if (rest == 0) {
            difference.remove(key);
          } else {
            difference.put(key, rest);
          }
        });
    return difference;
  }

  /**
   * Cuts it into parts of so many lead times at the most, at least one; the first has all counts.
   */
  public List<DaySums> parts(int most) {
    List<DaySums> parts = new ArrayList<>();
    SortedMap<Long, Long> part = new TreeMap<>();
    for (Map.Entry<Long, Long> value : seconds.entrySet()) {
      if (part.size() == most) {
        addPart(parts, part);
        part = new TreeMap<>();
      }
      part.put(value.getKey(), value.getValue());
    }
    addPart(parts, part);
    return parts;
  }

  private void addPart(List<DaySums> parts, SortedMap<Long, Long> part) {
    parts.add(
        parts.isEmpty()
            ? new DaySums(deployments, excluded, part)
            : new DaySums(0, Collections.emptySortedMap(), part));
  }

  /** Appends it to a value of a store. */
  public void writeTo(ValueWriter writer) {
    writer.number(deployments).number(excluded.size());
    excluded.forEach((reason, count) -> writer.text(reason).number(count));
    long before = 0;
    for (Map.Entry<Long, Long> value : seconds.entrySet()) {
      writer.number(value.getKey() - before).number(value.getValue());
      before = value.getKey();
    }
  }

  /** Reads what was appended last to a value of a store. */
  public static DaySums readFrom(ValueReader reader) {
    long deployments = reader.number();
    SortedMap<String, Long> excluded = new TreeMap<>();
    for (int left = reader.count(); left > 0; left--) {
      excluded.put(reader.text(), reader.number());
    }
    SortedMap<Long, Long> seconds = new TreeMap<>();
    long value = 0;
    while (reader.hasMore()) {
      value += reader.number();
      seconds.put(value, reader.number());
    }
    return new DaySums(deployments, excluded, seconds);
  }
}
