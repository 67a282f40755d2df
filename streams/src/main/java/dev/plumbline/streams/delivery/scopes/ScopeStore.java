package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.streams.delivery.cells.Period;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sums of scopes in an ordered store, which also holds their distributions. */
final class ScopeStore {

  private static final char SUMS = 'N';

  /** Periods whose metrics are to be computed anew. */
  private static final char CHANGED = 'Y';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;
  private long changedPeriods;

  ScopeStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan changed = store.scan(new byte[] {(byte) CHANGED})) {
      changed.forEachRemaining(period -> changedPeriods++);
    }
  }

  /** A period of a scope in an environment. */
  record ScopePeriod(String scopeKind, String scope, String environment, Period period) {

    static ScopePeriod of(ScopeChange change, Period period) {
      return new ScopePeriod(
          change.getScopeKind(), change.getScope(), change.getEnvironment(), period);
    }

    MetricKey key(String metric) {
      return new MetricKey(metric, scopeKind, scope, environment, period.grain(), period.start());
    }

    /** Name of its distribution. */
    List<String> cell() {
      return List.of(
          scopeKind, scope, environment, period.grain().name(), period.start().toString());
    }

    private byte[] toBytes(char kind) {
      return KeyWriter.kind(kind)
          .text(scopeKind)
          .text(scope)
          .text(environment)
          .small(period.grain().ordinal())
          .number(period.start().toEpochDay())
          .toBytes();
    }

    private static ScopePeriod fromBytes(byte[] bytes) {
      KeyReader key = new KeyReader(bytes);
      return new ScopePeriod(
          key.text(),
          key.text(),
          key.text(),
          new Period(Grain.values()[key.small()], LocalDate.ofEpochDay(key.number())));
    }
  }

  ScopeSums sums(ScopePeriod period) {
    byte[] value = store.get(period.toBytes(SUMS));
    return value == null ? ScopeSums.NONE : ScopeSums.fromBytes(value);
  }

  void put(ScopePeriod period, ScopeSums sums) {
    if (sums.equals(ScopeSums.NONE)) {
      store.delete(period.toBytes(SUMS));
    } else {
      store.put(period.toBytes(SUMS), sums.toBytes());
    }
  }

  void periodChanged(ScopePeriod period) {
    byte[] key = period.toBytes(CHANGED);
    if (store.get(key) == null) {
      changedPeriods++;
      store.put(key, NOTHING);
    }
  }

  /** Takes up to {@code most} of the changed periods away. */
  List<ScopePeriod> takeChangedPeriods(int most) {
    if (changedPeriods == 0) {
      return List.of();
    }
    List<byte[]> keys = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED})) {
      while (scan.hasNext() && keys.size() < most) {
        keys.add(scan.next().key());
      }
    }
    keys.forEach(store::delete);
    changedPeriods -= keys.size();
    return keys.stream().map(ScopePeriod::fromBytes).toList();
  }

  long changedPeriods() {
    return changedPeriods;
  }
}
