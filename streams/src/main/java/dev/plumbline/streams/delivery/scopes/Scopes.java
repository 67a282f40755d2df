package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.cells.Counters;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.cells.Measure;
import dev.plumbline.streams.delivery.cells.Period;
import dev.plumbline.streams.delivery.cells.PeriodSums;
import dev.plumbline.streams.delivery.cells.WrittenMetrics;
import dev.plumbline.streams.delivery.scopes.ScopeStore.ScopeDay;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.state.OrderedStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the days of a scope's services and computes the metrics of the periods that changed.
 * Weeks and months read their days, so that a change is written once. Not thread-safe.
 */
public final class Scopes {

  private final ScopeStore store;
  private final Distributions distributions;
  private final WrittenMetrics written;

  /**
   * @param output takes each value that changed, null where the period has none any more
   */
  public Scopes(OrderedStore store, BiConsumer<MetricKey, @Nullable MetricValue> output) {
    this.store = new ScopeStore(store);
    this.distributions = new Distributions(store);
    this.written = new WrittenMetrics(store, output);
  }

  /** Days whose metrics are to be computed anew. */
  public long pendingWork() {
    return store.changedDays();
  }

  /** Adds what a day of one of its services gained or lost. */
  public void apply(ScopeChange said) {
    DaySums change = DaySums.of(said);
    ScopeDay day = ScopeDay.of(said);
    Map<String, Long> counted = new HashMap<>(change.counters().counts());
    change
        .measures()
        .forEach(
            (id, values) -> {
              Measure measure = Objects.requireNonNull(Measure.of(id), id);
              distributions.add(day.cell(measure), values);
              counted.put(
                  Counters.values(measure),
                  values.values().stream().mapToLong(Long::longValue).sum());
            });
    store.put(day, store.sums(day).plus(counted));
    store.dayChanged(day);
  }

  /**
   * Computes metrics of changed periods of one scope and environment.
   *
   * @param mostDays how many changed days to take at the most
   * @return how many were taken
   */
  public int computeChanged(int mostDays) {
    List<ScopeDay> days = store.takeChangedDays(mostDays);
    if (days.isEmpty()) {
      return 0;
    }
    Set<Period> periods = new LinkedHashSet<>();
    for (Grain grain : Grain.values()) {
      days.forEach(day -> periods.add(Period.of(grain, day.day())));
    }
    periods.forEach(period -> compute(days.get(0), period));
    return days.size();
  }

  /** Computes a period of the scope of which some day is given. */
  private void compute(ScopeDay anyDay, Period period) {
    PeriodSums sums = new PeriodSums(distributions);
    store.days(anyDay, period).forEach((day, counters) -> add(day, counters, period, sums));
    written.replace(anyDay.ofMetrics(), period, sums.metrics(period.grain()));
  }

  private void add(ScopeDay day, Counters counters, Period period, PeriodSums sums) {
    counters.counts().forEach(sums::count);
    if (counters.hasSuccesses()) {
      sums.addDay();
    }
    for (Measure measure : Measure.values()) {
      if (measure.isToldFor(period.grain()) && counters.get(Counters.values(measure)) != 0) {
        List<String> cell = day.cell(measure);
        sums.values(measure).unite(cell, distributions.buckets(cell));
      }
    }
  }
}
