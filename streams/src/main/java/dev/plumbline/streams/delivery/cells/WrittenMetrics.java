package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of periods as they were last told, in an ordered store: most of a period's metrics
 * stay as they are when one changes, and what stays is not told again.
 */
public final class WrittenMetrics {

  private static final char WRITTEN = 'F';

  private final OrderedStore store;
  private final BiConsumer<MetricKey, @Nullable MetricValue> output;

  /**
   * @param output takes each value that changed, null where the period has none any more
   */
  public WrittenMetrics(OrderedStore store, BiConsumer<MetricKey, @Nullable MetricValue> output) {
    this.store = store;
    this.output = output;
  }

  /** Whose values they are. */
  public record Scope(String kind, String name, String environment) {}

  /** Replaces the values of a period. */
  public void replace(Scope scope, Period period, SortedMap<String, MetricValue> metrics) {
    byte[] key =
        KeyWriter.kind(WRITTEN)
            .text(scope.kind())
            .text(scope.name())
            .text(scope.environment())
            .small(period.grain().ordinal())
            .number(period.start().toEpochDay())
            .toBytes();
    SortedMap<String, byte[]> before = decode(store.get(key));
    SortedMap<String, byte[]> after = new TreeMap<>();
    metrics.forEach(
        (metric, value) -> {
          byte[] bytes = Records.encoded(value::toByteBuffer);
          after.put(metric, bytes);
          if (!Arrays.equals(bytes, before.get(metric))) {
            output.accept(key(metric, scope, period), value);
          }
        });
    before.keySet().stream()
        .filter(metric -> !after.containsKey(metric))
        .forEach(metric -> output.accept(key(metric, scope, period), null));
    if (after.isEmpty()) {
      store.delete(key);
    } else {
      store.put(key, encode(after));
    }
  }

  private static MetricKey key(String metric, Scope scope, Period period) {
    return new MetricKey(
        metric, scope.kind(), scope.name(), scope.environment(), period.grain(), period.start());
  }

  private static byte[] encode(Map<String, byte[]> metrics) {
    ValueWriter writer = new ValueWriter();
    metrics.forEach((metric, value) -> writer.text(metric).bytes(value));
    return writer.toBytes();
  }

  private static SortedMap<String, byte[]> decode(byte @Nullable [] value) {
    SortedMap<String, byte[]> metrics = new TreeMap<>();
    if (value != null) {
      ValueReader reader = new ValueReader(value);
      while (reader.hasMore()) {
        metrics.put(reader.text(), reader.bytes());
      }
    }
    return metrics;
  }
}
