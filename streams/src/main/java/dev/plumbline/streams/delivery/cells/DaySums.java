package dev.plumbline.streams.delivery.cells;

import dev.plumbline.delivery.MeasureValues;
import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a day adds up to, or the difference of two such sums.
 *
 * @param counters whatever is counted
 * @param measures how often each value of a measure comes, none zero, no measure empty
 */
public record DaySums(Counters counters, SortedMap<String, SortedMap<Long, Long>> measures) {

  /** Nothing at all. */
  public static final DaySums NONE = new DaySums(Counters.NONE, Collections.emptySortedMap());

  /** The sums of a message. */
  public static DaySums of(ScopeChange said) {
    SortedMap<String, SortedMap<Long, Long>> measures = new TreeMap<>();
    said.getMeasures().forEach((measure, values) -> measures.put(measure, decode(values)));
    return new DaySums(Counters.NONE.plus(said.getCounters()), measures);
  }

  private static SortedMap<Long, Long> decode(MeasureValues values) {
    SortedMap<Long, Long> decoded = new TreeMap<>();
    long value = 0;
    for (int i = 0; i < values.getDistances().size(); i++) {
      value += values.getDistances().get(i);
      decoded.put(value, values.getCounts().get(i));
    }
    return decoded;
  }

  /** The values as messages have them. */
  public Map<String, MeasureValues> messages() {
    Map<String, MeasureValues> messages = new TreeMap<>();
    measures.forEach(
        (measure, values) ->
            messages.put(
                measure, new MeasureValues(distances(values), List.copyOf(values.values()))));
    return messages;
  }

  private static List<Long> distances(SortedMap<Long, Long> values) {
    List<Long> distances = new ArrayList<>(values.size());
    long before = 0;
    for (long value : values.keySet()) {
      distances.add(value - before);
      before = value;
    }
    return distances;
  }

  /** Whether it changes nothing. */
  public boolean isNothing() {
    return counters.counts().isEmpty() && measures.isEmpty();
  }

  /** What is to be added to the other to get this. */
  public DaySums minus(DaySums other) {
    SortedMap<String, SortedMap<Long, Long>> rest = new TreeMap<>(measures);
    other.measures.forEach(
        (measure, values) ->
            rest.put(
                measure,
                difference(measures.getOrDefault(measure, Collections.emptySortedMap()), values)));
    rest.values().removeIf(Map::isEmpty);
    Counters counts = new Counters(difference(counters.counts(), other.counters.counts()));
    return new DaySums(counts, rest);
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

  /** Cuts it into parts of so many values at the most, at least one; the first has all counts. */
  public List<DaySums> parts(int most) {
    List<DaySums> parts = new ArrayList<>();
    SortedMap<String, SortedMap<Long, Long>> part = new TreeMap<>();
    int size = 0;
    for (Map.Entry<String, SortedMap<Long, Long>> measure : measures.entrySet()) {
      for (Map.Entry<Long, Long> value : measure.getValue().entrySet()) {
        if (size == most) {
          addPart(parts, part);
          part = new TreeMap<>();
          size = 0;
        }
        part.computeIfAbsent(measure.getKey(), added -> new TreeMap<>())
            .put(value.getKey(), value.getValue());
        size++;
      }
    }
    addPart(parts, part);
    return parts;
  }

  private void addPart(List<DaySums> parts, SortedMap<String, SortedMap<Long, Long>> part) {
    parts.add(new DaySums(parts.isEmpty() ? counters : Counters.NONE, part));
  }

  /** Appends it to a value of a store. */
  public void writeTo(ValueWriter writer) {
    counters.writeTo(writer);
    writer.number(measures.size());
    measures.forEach(
        (measure, values) -> {
          writer.text(measure).number(values.size());
          long before = 0;
          for (Map.Entry<Long, Long> value : values.entrySet()) {
            writer.number(value.getKey() - before).number(value.getValue());
            before = value.getKey();
          }
        });
  }

  /** Reads what was appended to a value of a store. */
  public static DaySums readFrom(ValueReader reader) {
    Counters counters = Counters.readFrom(reader);
    SortedMap<String, SortedMap<Long, Long>> measures = new TreeMap<>();
    for (int left = reader.count(); left > 0; left--) {
      SortedMap<Long, Long> values = new TreeMap<>();
      measures.put(reader.text(), values);
      long value = 0;
      for (int size = reader.count(); size > 0; size--) {
        value += reader.number();
        values.put(value, reader.number());
      }
    }
    return new DaySums(counters, measures);
  }
}
