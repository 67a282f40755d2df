package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.distribution.UnitedDistribution;
import java.math.BigDecimal;
import java.util.Map;

/** The values of a period, with the definitions that they follow. */
public final class MetricValues {

  private MetricValues() {}

  /** How many deployments there were. */
  public static MetricValue frequency(long deployments) {
    return count("deployment-frequency@1", deployments, deployments);
  }

  /** On how many days there was any. */
  public static MetricValue days(long deployments, long days) {
    return count("deployment-frequency/days@1", deployments, days);
  }

  private static MetricValue count(String definition, long n, long value) {
    return new MetricValue(
        definition,
        n,
        Map.of(),
        null,
        null,
        null,
        BigDecimal.valueOf(value).setScale(2),
        Map.of(),
        null);
  }

  /** How long commits took, and how many are not counted, by reason. */
  public static MetricValue leadTime(UnitedDistribution seconds, Map<String, Long> excluded) {
    BigDecimal median = seconds.percentile(50);
    return new MetricValue(
        "change-lead-time/commit@1",
        seconds.size(),
        excluded,
        median,
        seconds.percentile(75),
        seconds.percentile(90),
        median,
        Map.of(),
        null);
  }
}
