package dev.plumbline.streams.delivery.cells;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.metric.Grain;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.PlacedDeployment;
import dev.plumbline.streams.delivery.timeline.PlacedDeployments;
import dev.plumbline.streams.delivery.timeline.PlacedDeployments.ChangedDay;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds up what deployments carry, computes the metrics of the periods that changed, and tells what
 * their days add up to.
 *
 * <p>Periods read the deployments that finished in them, so a deployment that is withdrawn, moves
 * to another day or turns out not to be the first needs no bookkeeping here. Not thread-safe.
 */
public final class Cells {

  private static final char COUNTERS = 'N';
  private static final String FIRST_DEPLOYMENT = "first-deployment";
  private static final String NEGATIVE_DURATION = "negative-duration";

  private final OrderedStore store;
  private final PlacedDeployments places;
  private final Distributions distributions;
  private final WrittenMetrics written;
  private final CellsOutput output;

  public Cells(OrderedStore store, CellsOutput output) {
    this.store = store;
    this.places = new PlacedDeployments(store);
    this.distributions = new Distributions(store);
    this.written = new WrittenMetrics(store, output::metric);
    this.output = output;
  }

  /** Adds to the cell of a deployment, or takes from it. */
  public void add(CarriedChanges changes) {
    Measure measure = Measure.of(changes.getMeasure());
    if (measure == null) {
      throw new IllegalStateException("Expected a known measure, got " + changes.getMeasure());
    }
    Target target = new Target(changes.getService(), changes.getEnvironment());
    Map<String, Long> added = new HashMap<>();
    if (!changes.getSeconds().isEmpty()) {
      distributions.add(
          cell(target, changes.getDeployment(), measure),
          changes.getSeconds(),
          changes.getCounts());
      added.put(
          Counters.values(measure),
          changes.getCounts().stream().mapToLong(Integer::longValue).sum());
    }
    changes
        .getExcluded()
        .forEach((reason, count) -> added.put(Counters.excluded(measure, reason), count));
    count(target, changes.getDeployment(), added);
  }

  private void count(Target target, String deployment, Map<String, Long> added) {
    byte[] key = countersKey(target, deployment);
    Counters after = counters(key).plus(added);
    if (after.equals(Counters.NONE)) {
      store.delete(key);
    } else {
      ValueWriter value = new ValueWriter();
      after.writeTo(value);
      store.put(key, value.toBytes());
    }
  }

  /**
   * Computes metrics of changed periods of one service and environment.
   *
   * @param mostDays how many changed days to take at the most
   * @return how many were taken
   */
  public int computeChanged(int mostDays) {
    List<ChangedDay> days = places.takeChangedDays(mostDays);
    if (days.isEmpty()) {
      return 0;
    }
    Set<Period> periods = new LinkedHashSet<>();
    for (Grain grain : Grain.values()) {
      days.forEach(day -> periods.add(Period.of(grain, day.day())));
    }
    periods.forEach(period -> compute(days.get(0).target(), period));
    return days.size();
  }

  private void compute(Target target, Period period) {
    PeriodSums sums = new PeriodSums(distributions);
    Set<LocalDate> days = new HashSet<>();
    for (PlacedDeployment place : places.between(target, period.from(), period.to())) {
      addVerdict(place, sums);
      if (place.isSuccessful()) {
        addCarried(target, place, period.grain(), sums);
        if (days.add(PlacedDeployments.dayOf(place.place()))) {
          sums.addDay();
        }
      }
    }
    written.replace(
        new WrittenMetrics.Scope("service", target.service(), target.environment()),
        period,
        sums.metrics(period.grain()));
    if (period.grain() == Grain.DAY) {
      output.day(target, period.start(), sums.day());
    }
  }

  private static void addVerdict(PlacedDeployment place, PeriodSums sums) {
    sums.count(Counters.FINISHED, 1);
    if (!place.rework().isEmpty()) {
      sums.count(Counters.REWORK + place.rework(), 1);
    }
    if (place.hasFailed()) {
      sums.count(Counters.FAILED + place.failures(), 1);
      Long seconds = place.recoverySeconds();
      if (seconds == null) {
        sums.count(Counters.excluded(Measure.RECOVERY, "open"), 1);
      } else if (seconds < 0) {
        sums.count(Counters.excluded(Measure.RECOVERY, NEGATIVE_DURATION), 1);
      } else {
        sums.values(Measure.RECOVERY).add(seconds);
      }
    }
  }

  private void addCarried(Target target, PlacedDeployment place, Grain grain, PeriodSums sums) {
    String deployment = place.place().deployment();
    Counters counters = counters(countersKey(target, deployment));
    sums.count(Counters.SUCCESSES, 1);
    for (Measure measure : Measure.values()) {
      counters
          .under(Counters.excluded(measure))
          .forEach((reason, count) -> exclude(measure, reason, count, place, sums));
      long values = counters.get(Counters.values(measure));
      if (place.isFirst() && values != 0 && !measure.isPeople()) {
        sums.count(Counters.excluded(measure, FIRST_DEPLOYMENT), values);
      } else if (!place.isFirst() && values != 0 && isRead(measure, grain)) {
        List<String> cell = cell(target, deployment, measure);
        sums.values(measure).unite(cell, distributions.buckets(cell));
      }
    }
  }

  /** Days tell scopes everything; weeks leave out what is told for months only. */
  private static boolean isRead(Measure measure, Grain grain) {
    return grain == Grain.DAY || measure.isToldFor(grain);
  }

  private static void exclude(
      Measure measure, String reason, long count, PlacedDeployment place, PeriodSums sums) {
    boolean isOutdone = place.isFirst() && reason.equals(NEGATIVE_DURATION);
    sums.count(Counters.excluded(measure, isOutdone ? FIRST_DEPLOYMENT : reason), count);
  }

  private Counters counters(byte[] key) {
    byte[] known = store.get(key);
    return known == null ? Counters.NONE : Counters.readFrom(new ValueReader(known));
  }

  private static byte[] countersKey(Target target, String deployment) {
    return KeyWriter.kind(COUNTERS)
        .text(target.service())
        .text(target.environment())
        .text(deployment)
        .toBytes();
  }

  private static List<String> cell(Target target, String deployment, Measure measure) {
    return List.of(target.service(), target.environment(), deployment, measure.id());
  }
}
