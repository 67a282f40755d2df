package dev.plumbline.streams.delivery.cells;

import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often things come, by name. A count may pass below zero while what was added and what is
 * taken back overtake each other.
 *
 * @param counts none zero
 */
public record Counters(SortedMap<String, Long> counts) {

  /** Nothing at all. */
  public static final Counters NONE = new Counters(Collections.emptySortedMap());

  /** Successful deployments. */
  static final String SUCCESSES = "successes";

  /** Finished deployments. */
  static final String FINISHED = "finished";

  /** With the classes of failure: failed deployments. */
  static final String FAILED = "failed/";

  /** With the classes of rework: deployments that were not planned. */
  static final String REWORK = "rework/";

  /** With a measure: its values, as far as they are kept beside the counters. */
  private static final String VALUES = "values/";

  private static final String EXCLUDED = "excluded/";

  /** Counters with those added. */
  public Counters plus(Map<String, Long> added) {
    SortedMap<String, Long> sums = new TreeMap<>(counts);
    added.forEach((name, count) -> sums.merge(name, count, Long::sum));
    sums.values().removeIf(count -> count == 0);
    return new Counters(sums);
  }

  /** The count of a name. */
  public long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The counts of names that start with the prefix, by what follows it. */
  SortedMap<String, Long> under(String prefix) {
    SortedMap<String, Long> found = new TreeMap<>();
    for (Map.Entry<String, Long> count : counts.tailMap(prefix).entrySet()) {
      if (!count.getKey().startsWith(prefix)) {
        break;
      }
      found.put(count.getKey().substring(prefix.length()), count.getValue());
    }
    return found;
  }

  /** Whether successful deployments are among what was counted. */
  public boolean hasSuccesses() {
    return get(SUCCESSES) > 0;
  }

  /** Name of the values of a measure. */
  public static String values(Measure measure) {
    return VALUES + measure.id();
  }

  /** Name of what has no value of a measure, for a reason. */
  static String excluded(Measure measure, String reason) {
    return excluded(measure) + reason;
  }

  /** Prefix of the names of what has no value of a measure. */
  static String excluded(Measure measure) {
    return EXCLUDED + measure.id() + "/";
  }

  /** Appends them to a value of a store. */
  public void writeTo(ValueWriter writer) {
    writer.number(counts.size());
    counts.forEach((name, count) -> writer.text(name).number(count));
  }

  /** Reads what was appended to a value of a store. */
  public static Counters readFrom(ValueReader reader) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int left = reader.count(); left > 0; left--) {
      counts.put(reader.text(), reader.number());
    }
    return new Counters(counts);
  }
}
