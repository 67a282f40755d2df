package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.cells.MetricValues;
import dev.plumbline.streams.delivery.cells.Period;
import dev.plumbline.streams.delivery.scopes.ScopeStore.ScopePeriod;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.distribution.UnitedDistribution;
import dev.plumbline.streams.state.OrderedStore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the days of a scope's services by day, ISO week and month, and computes the metrics of
 * the periods that changed. Not thread-safe.
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

  /** Periods whose metrics are to be computed anew. */
  public long pendingWork() {
    return store.changedPeriods();
  }

  /** Adds what a day of one of its services gained or lost. */
  public void apply(ScopeChange said) {
    DaySums change =
        DaySums.of(said.getDeployments(), said.getExcluded(), said.getSeconds(), said.getCounts());
    long days = changeOfDays(said, change);
    for (Grain grain : Grain.values()) {
      ScopePeriod period = ScopePeriod.of(said, Period.of(grain, said.getDay()));
      store.put(period, store.sums(period).plus(change, days));
      if (!change.seconds().isEmpty()) {
        distributions.add(period.cell(), change.seconds());
      }
      store.periodChanged(period);
    }
  }

  /** By how much the number of days with a deployment changes. */
  private long changeOfDays(ScopeChange said, DaySums change) {
    ScopePeriod day = ScopePeriod.of(said, Period.of(Grain.DAY, said.getDay()));
    long before = store.sums(day).deployments();
    long after = before + change.deployments();
    return (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
  }

  /**
   * Does pending work.
   *
   * @param budget how many periods may be computed
   */
  public void settle(int budget) {
    store.takeChangedPeriods(budget).forEach(this::compute);
  }

  private void compute(ScopePeriod period) {
    ScopeSums sums = store.sums(period);
    boolean isEmpty = sums.deployments() <= 0;
    output.accept(
        period.key("deployment-frequency"),
        isEmpty ? null : MetricValues.frequency(sums.deployments()));
    output.accept(
        period.key("deployment-days"),
        isEmpty ? null : MetricValues.days(sums.deployments(), sums.days()));
    output.accept(period.key("change-lead-time"), isEmpty ? null : leadTime(period, sums));
  }

  private MetricValue leadTime(ScopePeriod period, ScopeSums sums) {
    UnitedDistribution seconds = new UnitedDistribution(distributions);
    seconds.unite(period.cell(), distributions.buckets(period.cell()));
    return MetricValues.leadTime(seconds, sums.excluded());
  }
}
