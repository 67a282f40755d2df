package dev.plumbline.streams.distribution;

import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many values of a distribution are in each bucket. Mutable, lives for one call. */
public final class BucketCounts {

  private final SortedMap<Integer, Long> counts = new TreeMap<>();
  private long size;

  /** How many values there are. */
  public long size() {
    return size;
  }

  /** Count by bucket, without empty ones. */
  SortedMap<Integer, Long> counts() {
    return counts;
  }

  void add(int bucket, long count) {
    size += count;
    long sum = counts.merge(bucket, count, Long::sum);
    if (sum == 0) {
      counts.remove(bucket);
    }
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter();
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      writer.number(bucket.getKey()).number(bucket.getValue());
    }
    return writer.toBytes();
  }

  static BucketCounts fromBytes(byte[] bytes) {
    BucketCounts counts = new BucketCounts();
    ValueReader reader = new ValueReader(bytes);
    while (reader.hasMore()) {
      counts.add(reader.count(), reader.number());
    }
    return counts;
  }
}
