package dev.plumbline.streams.delivery.cells;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ServiceDay;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.delivery.timeline.TimelineStore.ChangedDay;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.distribution.UnitedDistribution;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what deployments carry, computes the metrics of the periods that changed, and tells what
 * their days add up to.
 *
 * <p>Periods read the deployments that finished in them, so a deployment that is withdrawn, moves
 * to another day or turns out not to be the first needs no bookkeeping here. Not thread-safe.
 */
public final class Cells {

  private static final char COUNTS = 'N';

  /** Keeps a message at a few hundred kilobytes: a lead time takes about four bytes. */
  static final int LEAD_TIMES_PER_MESSAGE = 50_000;

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
   * Computes metrics of changed periods of one service and environment.
   *
   * @param mostDays how many changed days to take at the most
   * @return how many were taken
   */
  public int computeChanged(int mostDays, CellsOutput output) {
    List<ChangedDay> days = timeline.takeChangedDays(mostDays);
    if (days.isEmpty()) {
      return 0;
    }
    Target target = days.get(0).target();
    if (target.service().isEmpty()) {
      return days.size(); // deployments of no known service are facts, but nobody's metric
    }
    Set<Period> periods = new LinkedHashSet<>();
    for (Grain grain : Grain.values()) {
      days.forEach(day -> periods.add(Period.of(grain, day.day())));
    }
    Label first = timeline.first(target);
    periods.forEach(period -> compute(target, period, first, output));
    return days.size();
  }

  private void compute(Target target, Period period, @Nullable Label first, CellsOutput output) {
    List<Label> places = timeline.places(target, period.from(), period.to());
    Carried carried = carried(target, places, first);
    boolean isEmpty = places.isEmpty();
    output.metric(
        key("deployment-frequency", target, period),
        isEmpty ? null : MetricValues.frequency(places.size()));
    output.metric(
        key("deployment-days", target, period),
        isEmpty ? null : MetricValues.days(places.size(), days(places)));
    output.metric(
        key("change-lead-time", target, period),
        isEmpty ? null : MetricValues.leadTime(carried.seconds(), carried.excluded()));
    if (period.grain() == Grain.DAY) {
      tellDay(target, period.start(), carried.sums(places.size()), output);
    }
  }

  private static void tellDay(Target target, LocalDate day, DaySums sums, CellsOutput output) {
    List<DaySums> parts = sums.parts(LEAD_TIMES_PER_MESSAGE);
    for (int part = 0; part < parts.size(); part++) {
      DaySums said = parts.get(part);
      output.day(
          new ServiceDay(
              target.service(),
              target.environment(),
              day,
              part,
              parts.size(),
              said.deployments(),
              said.excluded(),
              said.distances(),
              said.counts()));
    }
  }

  private static MetricKey key(String metric, Target target, Period period) {
    return new MetricKey(
        metric, "service", target.service(), target.environment(), period.grain(), period.start());
  }

  private static long days(List<Label> places) {
    return places.stream().map(TimelineStore::dayOf).distinct().count();
  }

  /** What the deployments of a period carry. */
  private record Carried(UnitedDistribution seconds, SortedMap<String, Long> excluded) {

    DaySums sums(long deployments) {
      return new DaySums(deployments, excluded, seconds.values());
    }
  }

  private Carried carried(Target target, List<Label> places, @Nullable Label first) {
    UnitedDistribution seconds = new UnitedDistribution(distributions);
    SortedMap<String, Long> excluded = new TreeMap<>();
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
    return new Carried(seconds, excluded);
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
