package dev.plumbline.streams.opsdemand.months;

import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts tickets per scope, month of creation in UTC, and reason for not counting them. A month
 * that is empty again has no value. Not thread-safe.
 */
public final class Months {

  private static final String METRIC = "ops-tickets-received";
  private static final String DEFINITION = "ops-demand/tickets@1";

  /** Tickets are not bound to an environment. */
  private static final String NO_ENVIRONMENT = "";

  private static final String COUNTED = "";

  private static final char COUNT = 'N';

  /** Months whose metric is to be computed anew. */
  private static final char CHANGED = 'Y';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  public Months(OrderedStore store) {
    this.store = store;
  }

  /** Adds a ticket to a month of a scope, or takes it from it. */
  public void add(DemandScope scope, DemandChange change) {
    byte[] key = key(COUNT, scope, change.getMonth()).text(change.getReason()).toBytes();
    byte[] before = store.get(key);
    long count = (before == null ? 0 : new ValueReader(before).number()) + change.getChange();
    if (count == 0) {
      store.delete(key);
    } else {
      store.put(key, new ValueWriter().number(count).toBytes());
    }
    store.put(key(CHANGED, scope, change.getMonth()).toBytes(), NOTHING);
  }

  /** Whether the metric of any month is to be computed anew. */
  public boolean hasChanged() {
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED})) {
      return scan.hasNext();
    }
  }

  /**
   * Computes metrics of changed months.
   *
   * @param most how many to compute at the most
   * @param output takes each value, null where the month has none any more
   */
  public void computeChanged(int most, BiConsumer<MetricKey, @Nullable MetricValue> output) {
    for (byte[] changed : changed(most)) {
      KeyReader key = new KeyReader(changed);
      DemandScope scope = new DemandScope(key.text(), key.text());
      LocalDate month = LocalDate.ofEpochDay(key.number());
      output.accept(metricKey(scope, month), metric(counts(scope, month)));
      store.delete(changed);
    }
  }

  private List<byte[]> changed(int most) {
    List<byte[]> changed = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED})) {
      while (scan.hasNext() && changed.size() < most) {
        changed.add(scan.next().key());
      }
    }
    return changed;
  }

  /** Numbers of tickets by reason. */
  private Map<String, Long> counts(DemandScope scope, LocalDate month) {
    Map<String, Long> counts = new TreeMap<>();
    try (OrderedStore.Scan scan = store.scan(key(COUNT, scope, month).toBytes())) {
      while (scan.hasNext()) {
        OrderedStore.Entry entry = scan.next();
        KeyReader key = new KeyReader(entry.key());
        key.text();
        key.text();
        key.number();
        counts.put(key.text(), new ValueReader(entry.value()).number());
      }
    }
    return counts;
  }

  private static @Nullable MetricValue metric(Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return null;
    }
    Map<String, Long> excluded = new TreeMap<>(counts);
    Long counted = excluded.remove(COUNTED);
    long n = counted == null ? 0 : counted;
    return new MetricValue(
        DEFINITION,
        n,
        excluded,
        null,
        null,
        null,
        BigDecimal.valueOf(n).setScale(2),
        Map.of(),
        null);
  }

  private static MetricKey metricKey(DemandScope scope, LocalDate month) {
    return new MetricKey(
        METRIC, scope.getScopeKind(), scope.getScope(), NO_ENVIRONMENT, Grain.MONTH, month);
  }

  private static KeyWriter key(char kind, DemandScope scope, LocalDate month) {
    return KeyWriter.kind(kind)
        .text(scope.getScopeKind())
        .text(scope.getScope())
        .number(month.toEpochDay());
  }
}
