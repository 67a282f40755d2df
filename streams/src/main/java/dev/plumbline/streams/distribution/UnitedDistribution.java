package dev.plumbline.streams.distribution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several cells read as one distribution. Percentiles are those of the values themselves: linear
 * interpolation between the two nearest ranks ("type 7" of Hyndman and Fan, 1996, which is R's
 * default), so that the median of an even count is the mean of the two middle values.
 */
public final class UnitedDistribution {

  private record Cell(List<String> name, BucketCounts buckets) {}

  private final Distributions distributions;
  private final List<Cell> cells = new ArrayList<>();
  private final SortedMap<Integer, Long> counts = new TreeMap<>();
  private final Map<Integer, ValueCounts> added = new HashMap<>();
  private final Map<Integer, ValueCounts> valuesByBucket = new HashMap<>();
  private long size;

  public UnitedDistribution(Distributions distributions) {
    this.distributions = distributions;
  }

  /** Adds a cell, with its counts per bucket as read. */
  public void unite(List<String> name, BucketCounts buckets) {
    cells.add(new Cell(name, buckets));
    buckets.counts().forEach((bucket, count) -> counts.merge(bucket, count, Long::sum));
    size += buckets.size();
  }

  /** Adds a value that no cell has. */
  public void add(long value) {
    int bucket = Buckets.of(value);
    added.computeIfAbsent(bucket, first -> new ValueCounts()).add(value, 1);
    valuesByBucket.remove(bucket);
    counts.merge(bucket, 1L, Long::sum);
    size++;
  }

  /** How many values there are. */
  public long size() {
    return size;
  }

  /** How often each value comes, without those that do not. */
  public SortedMap<Long, Long> values() {
    SortedMap<Long, Long> values = new TreeMap<>();
    counts.keySet().forEach(bucket -> values.putAll(valuesOf(bucket).counts()));
    return values;
  }

  /**
   * A percentile, exact to the hundredth.
   *
   * @param percent from 0 to 100
   * @return null when there is no value
   */
  public @Nullable BigDecimal percentile(int percent) {
    if (size <= 0) {
      return null;
    }
    long position = Math.multiplyExact(size - 1, percent);
    long rank = position / 100;
    long weight = position % 100;
    BigDecimal lower = BigDecimal.valueOf(valueAt(rank));
    if (weight == 0) {
      return lower.setScale(2);
    }
    BigDecimal gap = BigDecimal.valueOf(valueAt(rank + 1)).subtract(lower);
    return lower.add(gap.multiply(BigDecimal.valueOf(weight, 2))).setScale(2);
  }

  private long valueAt(long rank) {
    long left = rank;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      if (left < bucket.getValue()) {
        return valueIn(bucket.getKey(), left);
      }
      left -= bucket.getValue();
    }
    throw new IllegalStateException("Expected a rank below " + size + ", got " + rank);
  }

  private long valueIn(int bucket, long rank) {
    long left = rank;
    for (Map.Entry<Long, Long> value : valuesOf(bucket).counts().entrySet()) {
      if (left < value.getValue()) {
        return value.getKey();
      }
      left -= value.getValue();
    }
    throw new IllegalStateException("Expected bucket " + bucket + " to hold rank " + rank);
  }

  private ValueCounts valuesOf(int bucket) {
    return valuesByBucket.computeIfAbsent(bucket, this::read);
  }

  private ValueCounts read(int bucket) {
    ValueCounts values = new ValueCounts();
    ValueCounts ofNoCell = added.get(bucket);
    if (ofNoCell != null) {
      ofNoCell.counts().forEach(values::add);
    }
    for (Cell cell : cells) {
      if (cell.buckets().counts().containsKey(bucket)) {
        distributions.readBucket(cell.name(), bucket, values);
      }
    }
    return values;
  }
}
