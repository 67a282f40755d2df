package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.cells.MetricValues;
import dev.plumbline.streams.delivery.cells.Period;
import dev.plumbline.streams.delivery.scopes.ScopeStore.ScopeDay;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.distribution.UnitedDistribution;
import dev.plumbline.streams.state.OrderedStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the days of a scope's services and computes the metrics of the periods that changed.
 * Weeks and months read their days, so that a change is written once. Not thread-safe.
 */
public final class Scopes {

  private final ScopeStore store;
  private final Distributions distributions;
  private final BiConsumer<MetricKey, @Nullable MetricValue> output;

  /**
   * @param output takes each value, null where the period has none any more
   */
  public Scopes(OrderedStore store, BiConsumer<MetricKey, @Nullable MetricValue> output) {
    this.store = new ScopeStore(store);
    this.distributions = new Distributions(store);
    this.output = output;
  }

  /** Days whose metrics are to be computed anew. */
  public long pendingWork() {
    return store.changedDays();
  }

  /** Adds what a day of one of its services gained or lost. */
  public void apply(ScopeChange said) {
    DaySums change =
        DaySums.of(said.getDeployments(), said.getExcluded(), said.getSeconds(), said.getCounts());
    ScopeDay day = ScopeDay.of(said);
    store.put(day, store.sums(day).plus(change));
    if (!change.seconds().isEmpty()) {
      distributions.add(day.cell(), change.seconds());
    }
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
    UnitedDistribution seconds = new UnitedDistribution(distributions);
    Map<String, Long> excluded = new TreeMap<>();
    long deployments = 0;
    long days = 0;
    for (Map.Entry<ScopeDay, ScopeSums> day : store.days(anyDay, period).entrySet()) {
      ScopeSums sums = day.getValue();
      deployments += sums.deployments();
      days += sums.deployments() > 0 ? 1 : 0;
      sums.excluded().forEach((reason, count) -> excluded.merge(reason, count, Long::sum));
      List<String> cell = day.getKey().cell();
      seconds.unite(cell, distributions.buckets(cell));
    }
    boolean isEmpty = deployments <= 0;
    output.accept(
        anyDay.key("deployment-frequency", period),
        isEmpty ? null : MetricValues.frequency(deployments));
    output.accept(
        anyDay.key("deployment-days", period),
        isEmpty ? null : MetricValues.days(deployments, days));
    output.accept(
        anyDay.key("change-lead-time", period),
        isEmpty ? null : MetricValues.leadTime(seconds, excluded));
  }
}
