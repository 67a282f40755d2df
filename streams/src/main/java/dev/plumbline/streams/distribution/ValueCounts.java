package dev.plumbline.streams.distribution;

import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each value of one bucket comes. Mutable, lives for one call. */
final class ValueCounts {

  private final SortedMap<Long, Long> counts = new TreeMap<>();

  /** Count by value, without those that do not come. */
  SortedMap<Long, Long> counts() {
    return counts;
  }

  void add(long value, long count) {
    counts.merge(value, count, ValueCounts::sumOrNothing);
  }

  private static @Nullable Long sumOrNothing(Long left, Long right) {
    long sum = left + right;
    return sum == 0 ? null : sum;
  }

  /** Values as their distance from the one before, which is short. */
  byte[] toBytes() {
    ValueWriter writer = new ValueWriter();
    long before = 0;
    for (Map.Entry<Long, Long> value : counts.entrySet()) {
      writer.number(value.getKey() - before).number(value.getValue());
      before = value.getKey();
    }
    return writer.toBytes();
  }

  void addAll(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    ValueReader reader = new ValueReader(bytes);
    long value = 0;
    while (reader.hasMore()) {
      value += reader.number();
      add(value, reader.number());
    }
  }
}
