package dev.plumbline.streams.delivery.cells;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.delivery.timeline.TimelineStore.ChangedDay;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.distribution.UnitedDistribution;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what deployments carry and computes the metrics of the periods that changed.
 *
 * <p>Periods read the deployments that finished in them, so a deployment that is withdrawn, moves
 * to another day or turns out not to be the first needs no bookkeeping here. Not thread-safe.
 */
public final class Cells {

  private static final char COUNTS = 'N';

  private final OrderedStore store;
  private final TimelineStore timeline;
  private final Distributions distributions;

  public Cells(OrderedStore store) {
    this.store = store;
    this.timeline = new TimelineStore(store);
    this.distributions = new Distributions(store);
  }

  /** Adds to the cell of a deployment, or takes from it. */
  public void add(CarriedChanges changes) {
    Target target = new Target(changes.getService(), changes.getEnvironment());
    List<String> cell = cell(target, changes.getDeployment());
    if (!changes.getSeconds().isEmpty()) {
      distributions.add(cell, changes.getSeconds(), changes.getCounts());
    }
    CellCounts before = counts(cell);
    CellCounts after = before.plus(changes);
    if (after.equals(CellCounts.NONE)) {
      store.delete(countsKey(cell));
    } else if (!after.equals(before)) {
      store.put(countsKey(cell), after.toBytes());
    }
  }

  /**
   * Computes metrics of changed periods.
   *
   * @param mostDays how many changed days to take at the most
   * @param output takes each value, null where the period has none any more
   * @return whether there was anything to do
   */
  public boolean computeChanged(int mostDays, BiConsumer<MetricKey, @Nullable MetricValue> output) {
    List<ChangedDay> days = timeline.takeChangedDays(mostDays);
    if (days.isEmpty()) {
      return false;
    }
    Target target = days.get(0).target();
    if (target.service().isEmpty()) {
      return true; // deployments of no known service are facts, but nobody's metric
    }
    Set<Period> periods = new LinkedHashSet<>();
    for (Grain grain : Grain.values()) {
      days.forEach(day -> periods.add(Period.of(grain, day.day())));
    }
    Label first = timeline.first(target);
    periods.forEach(period -> compute(target, period, first, output));
    return true;
  }

  private void compute(
      Target target,
      Period period,
      @Nullable Label first,
      BiConsumer<MetricKey, @Nullable MetricValue> output) {
    List<Label> places = timeline.places(target, period.from(), period.to());
    boolean isEmpty = places.isEmpty();
    output.accept(
        key("deployment-frequency", target, period),
        isEmpty ? null : count("deployment-frequency@1", places.size(), places.size()));
    output.accept(
        key("deployment-days", target, period),
        isEmpty ? null : count("deployment-frequency/days@1", places.size(), days(places)));
    output.accept(
        key("change-lead-time", target, period), isEmpty ? null : leadTime(target, places, first));
  }

  private static MetricKey key(String metric, Target target, Period period) {
    return new MetricKey(
        metric, "service", target.service(), target.environment(), period.grain(), period.start());
  }

  private static long days(List<Label> places) {
    return places.stream().map(TimelineStore::dayOf).distinct().count();
  }

  private static MetricValue count(String definition, long n, long value) {
    return new MetricValue(
        definition, n, Map.of(), null, null, null, BigDecimal.valueOf(value).setScale(2));
  }

  private MetricValue leadTime(Target target, List<Label> places, @Nullable Label first) {
    UnitedDistribution seconds = new UnitedDistribution(distributions);
    Map<String, Long> excluded = new TreeMap<>();
    for (Label place : places) {
      List<String> cell = cell(target, place.deployment());
      CellCounts counts = counts(cell);
      exclude(excluded, "merge-commit", counts.merges());
      exclude(excluded, "commit-time-unknown", counts.unknownTimes());
      if (place.equals(first)) {
        long others = distributions.buckets(cell).size() + counts.negativeDurations();
        exclude(excluded, "first-deployment", others);
      } else {
        exclude(excluded, "negative-duration", counts.negativeDurations());
        seconds.unite(cell, distributions.buckets(cell));
      }
    }
    BigDecimal median = seconds.percentile(50);
    return new MetricValue(
        "change-lead-time/commit@1",
        seconds.size(),
        excluded,
        median,
        seconds.percentile(75),
        seconds.percentile(90),
        median);
  }

  private static void exclude(Map<String, Long> excluded, String reason, long count) {
    if (count != 0) {
      excluded.merge(reason, count, Long::sum);
    }
  }

  private CellCounts counts(List<String> cell) {
    byte[] known = store.get(countsKey(cell));
    return known == null ? CellCounts.NONE : CellCounts.fromBytes(known);
  }

  private static byte[] countsKey(List<String> cell) {
    KeyWriter key = KeyWriter.kind(COUNTS);
    cell.forEach(key::text);
    return key.toBytes();
  }

  private static List<String> cell(Target target, String deployment) {
    return List.of(target.service(), target.environment(), deployment);
  }
}
