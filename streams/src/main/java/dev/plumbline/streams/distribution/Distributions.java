package dev.plumbline.streams.distribution;

import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Distributions in an ordered store, each under the names of its cell.
 *
 * <p>A count may pass below zero while what was added and what is taken back overtake each other;
 * it is right when both have come. Not thread-safe.
 */
public final class Distributions {

  private static final char BUCKETS = 'H';
  private static final char VALUES = 'V';

  private final OrderedStore store;

  public Distributions(OrderedStore store) {
    this.store = store;
  }

  /**
   * Adds values to a cell.
   *
   * @param values values, none negative
   * @param counts how often each comes, negative where it is taken back
   */
  public void add(List<String> cell, List<Long> values, List<Integer> counts) {
    Map<Long, Long> countByValue = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      countByValue.merge(values.get(i), (long) counts.get(i), Long::sum);
    }
    add(cell, countByValue);
  }

  /**
   * Adds values to a cell.
   *
   * @param countByValue how often each value comes, negative where it is taken back; no value is
   *     negative
   */
  public void add(List<String> cell, Map<Long, Long> countByValue) {
    BucketCounts buckets = buckets(cell);
    Map<Integer, ValueCounts> changed = new TreeMap<>();
    countByValue.forEach(
        (value, count) -> {
          int bucket = Buckets.of(value);
          buckets.add(bucket, count);
          changed.computeIfAbsent(bucket, added -> new ValueCounts()).add(value, count);
        });
    changed.forEach((bucket, added) -> addToBucket(key(VALUES, cell).small(bucket), added));
    putOrDelete(key(BUCKETS, cell).toBytes(), buckets.counts().isEmpty(), buckets.toBytes());
  }

  private void addToBucket(KeyWriter key, ValueCounts added) {
    byte[] bytes = key.toBytes();
    added.addAll(store.get(bytes));
    putOrDelete(bytes, added.counts().isEmpty(), added.toBytes());
  }

  private void putOrDelete(byte[] key, boolean isEmpty, byte[] value) {
    if (isEmpty) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }

  /** The counts per bucket of a cell. */
  public BucketCounts buckets(List<String> cell) {
    byte[] known = store.get(key(BUCKETS, cell).toBytes());
    return known == null ? new BucketCounts() : BucketCounts.fromBytes(known);
  }

  /** Adds the counts per value of one bucket of a cell to those given. */
  void readBucket(List<String> cell, int bucket, ValueCounts counts) {
    counts.addAll(store.get(key(VALUES, cell).small(bucket).toBytes()));
  }

  private static KeyWriter key(char kind, List<String> cell) {
    KeyWriter writer = KeyWriter.kind(kind);
    cell.forEach(writer::text);
    return writer;
  }
}
