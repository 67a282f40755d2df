package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.streams.delivery.cells.Counters;
import dev.plumbline.streams.delivery.cells.Measure;
import dev.plumbline.streams.delivery.cells.Period;
import dev.plumbline.streams.delivery.cells.WrittenMetrics;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Days of scopes in an ordered store, which also holds their distributions. */
final class ScopeStore {

  private static final char SUMS = 'N';

  /** Days whose metrics are to be computed anew. */
  private static final char CHANGED_DAY = 'Y';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;
  private long changedDays;

  ScopeStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan changed = store.scan(new byte[] {(byte) CHANGED_DAY})) {
      changed.forEachRemaining(day -> changedDays++);
    }
  }

  /** A day of a scope in an environment. */
  record ScopeDay(String scopeKind, String scope, String environment, LocalDate day) {

    static ScopeDay of(ScopeChange change) {
      return new ScopeDay(
          change.getScopeKind(), change.getScope(), change.getEnvironment(), change.getDay());
    }

    WrittenMetrics.Scope ofMetrics() {
      return new WrittenMetrics.Scope(scopeKind, scope, environment);
    }

    /** Name of the distribution of a measure. */
    List<String> cell(Measure measure) {
      return List.of(scopeKind, scope, environment, day.toString(), measure.id());
    }

    private boolean hasSameScope(ScopeDay other) {
      return scopeKind.equals(other.scopeKind)
          && scope.equals(other.scope)
          && environment.equals(other.environment);
    }

    private byte[] toBytes(char kind) {
      return ofScope(kind).number(day.toEpochDay()).toBytes();
    }

    private KeyWriter ofScope(char kind) {
      return KeyWriter.kind(kind).text(scopeKind).text(scope).text(environment);
    }

    private static ScopeDay fromBytes(byte[] bytes) {
      KeyReader key = new KeyReader(bytes);
      return new ScopeDay(key.text(), key.text(), key.text(), LocalDate.ofEpochDay(key.number()));
    }
  }

  Counters sums(ScopeDay day) {
    byte[] value = store.get(day.toBytes(SUMS));
    return value == null ? Counters.NONE : Counters.readFrom(new ValueReader(value));
  }

  void put(ScopeDay day, Counters sums) {
    if (sums.equals(Counters.NONE)) {
      store.delete(day.toBytes(SUMS));
    } else {
      ValueWriter value = new ValueWriter();
      sums.writeTo(value);
      store.put(day.toBytes(SUMS), value.toBytes());
    }
  }

  /** The days of a period, of the scope of which some day is given. */
  Map<ScopeDay, Counters> days(ScopeDay anyDay, Period period) {
    byte[] from = anyDay.ofScope(SUMS).number(period.start().toEpochDay()).toBytes();
    byte[] to = anyDay.ofScope(SUMS).number(period.end().toEpochDay()).toBytes();
    Map<ScopeDay, Counters> days = new LinkedHashMap<>();
    try (OrderedStore.Scan scan = store.range(from, to)) {
      while (scan.hasNext()) {
        OrderedStore.Entry day = scan.next();
        days.put(ScopeDay.fromBytes(day.key()), Counters.readFrom(new ValueReader(day.value())));
      }
    }
    return days;
  }

  void dayChanged(ScopeDay day) {
    byte[] key = day.toBytes(CHANGED_DAY);
    if (store.get(key) == null) {
      changedDays++;
      store.put(key, NOTHING);
    }
  }

  /** Takes up to {@code most} of the changed days away, of one scope and environment. */
  List<ScopeDay> takeChangedDays(int most) {
    List<ScopeDay> days = new ArrayList<>();
    if (changedDays == 0) {
      return days;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED_DAY})) {
      while (scan.hasNext() && days.size() < most) {
        ScopeDay day = ScopeDay.fromBytes(scan.next().key());
        if (!days.isEmpty() && !day.hasSameScope(days.get(0))) {
          break;
        }
        days.add(day);
      }
    }
    days.forEach(day -> store.delete(day.toBytes(CHANGED_DAY)));
    changedDays -= days.size();
    return days;
  }

  long changedDays() {
    return changedDays;
  }
}
