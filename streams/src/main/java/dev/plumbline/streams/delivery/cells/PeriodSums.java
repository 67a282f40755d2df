package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.distribution.UnitedDistribution;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a period adds up to, and the values of metrics that follow. Lives for one call. */
public final class PeriodSums {

  private final Distributions distributions;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<Measure, UnitedDistribution> values = new EnumMap<>(Measure.class);
  private long days;

  /** Sums whose values are read from there. */
  public PeriodSums(Distributions distributions) {
    this.distributions = distributions;
  }

  /** Adds to a counter. */
  public void count(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  /** Adds a day on which there was a successful deployment. */
  public void addDay() {
    days++;
  }

  /** The values of a measure, to which others may be united. */
  public UnitedDistribution values(Measure measure) {
    return values.computeIfAbsent(measure, added -> new UnitedDistribution(distributions));
  }

  /** As sums of a day. */
  DaySums day() {
    SortedMap<String, SortedMap<Long, Long>> measures = new TreeMap<>();
    values.forEach((measure, united) -> measures.put(measure.id(), united.values()));
    measures.values().removeIf(Map::isEmpty);
    return new DaySums(Counters.NONE.plus(counts), measures);
  }

  /** The values that the period has, by metric. */
  public SortedMap<String, MetricValue> metrics(Grain grain) {
    SortedMap<String, MetricValue> metrics = new TreeMap<>();
    Counters counters = Counters.NONE.plus(counts);
    long successes = counters.get(Counters.SUCCESSES);
    if (successes > 0) {
      metrics.put("deployment-frequency", MetricValues.frequency(successes));
      metrics.put("deployment-days", MetricValues.days(successes, days));
    }
    long finished = counters.get(Counters.FINISHED);
    if (finished > 0) {
      putRate(metrics, "change-fail-rate", finished, counters.under(Counters.FAILED));
      putRate(metrics, "deployment-rework-rate", finished, counters.under(Counters.REWORK));
    }
    for (Measure measure : Measure.values()) {
      if (!measure.isPeople() && measure.isToldFor(grain)) {
        putDuration(metrics, measure, counters);
      }
    }
    return metrics;
  }

  private static void putRate(
      Map<String, MetricValue> metrics, String metric, long finished, Map<String, Long> parts) {
    metrics.put(metric, MetricValues.rate(metric + "@1", finished, parts));
  }

  private void putDuration(Map<String, MetricValue> metrics, Measure measure, Counters counters) {
    UnitedDistribution seconds = values(measure);
    Map<String, Long> excluded = counters.under(Counters.excluded(measure));
    boolean isTold =
        measure == Measure.COMMIT
            ? counters.hasSuccesses()
            : seconds.size() > 0 || !excluded.isEmpty();
    if (isTold) {
      Measure people = measure.people();
      Long contributors = people == null ? null : Long.valueOf(values(people).values().size());
      metrics.put(
          measure.metric(),
          MetricValues.duration(measure.definition(), seconds, excluded, contributors));
    }
  }
}
