package dev.plumbline.streams.distribution;

import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.List;
import java.util.SortedMap;

/**
 * Distributions in an ordered store, each under the names of its cell.
 *
 * <p>A count may pass below zero while what was added and what is taken back overtake each other;
 * it is right when both have come. Not thread-safe.
 */
public final class Distributions {

  private static final char BUCKETS = 'H';
  private static final char VALUE = 'V';

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
    BucketCounts buckets = buckets(cell);
    for (int i = 0; i < values.size(); i++) {
      long value = values.get(i);
      int bucket = Buckets.of(value);
      buckets.add(bucket, counts.get(i));
      addValue(key(VALUE, cell).small(bucket).number(value).toBytes(), counts.get(i));
    }
    byte[] key = key(BUCKETS, cell).toBytes();
    if (buckets.counts().isEmpty()) {
      store.delete(key);
    } else {
      store.put(key, buckets.toBytes());
    }
  }

  private void addValue(byte[] key, int change) {
    byte[] known = store.get(key);
    long count = change + (known == null ? 0 : new ValueReader(known).number());
    if (count == 0) {
      store.delete(key);
    } else {
      store.put(key, new ValueWriter().number(count).toBytes());
    }
  }

  /** The counts per bucket of a cell. */
  public BucketCounts buckets(List<String> cell) {
    byte[] known = store.get(key(BUCKETS, cell).toBytes());
    return known == null ? new BucketCounts() : BucketCounts.fromBytes(known);
  }

  /** Adds the counts per value of one bucket of a cell to those given. */
  void readBucket(List<String> cell, int bucket, SortedMap<Long, Long> counts) {
    try (OrderedStore.Scan scan = store.scan(key(VALUE, cell).small(bucket).toBytes())) {
      while (scan.hasNext()) {
        OrderedStore.Entry entry = scan.next();
        KeyReader key = new KeyReader(entry.key());
        cell.forEach(part -> key.text());
        key.small();
        counts.merge(key.number(), new ValueReader(entry.value()).number(), Long::sum);
      }
    }
  }

  private static KeyWriter key(char kind, List<String> cell) {
    KeyWriter writer = KeyWriter.kind(kind);
    cell.forEach(writer::text);
    return writer;
  }
}
