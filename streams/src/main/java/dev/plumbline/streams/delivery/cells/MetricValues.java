package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.distribution.UnitedDistribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a period, with the definitions that they follow. */
final class MetricValues {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private MetricValues() {}

  /** How many deployments there were. */
  static MetricValue frequency(long deployments) {
    return count("deployment-frequency@1", deployments, deployments);
  }

  /** On how many days there was any. */
  static MetricValue days(long deployments, long days) {
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

  /**
   * A part of the finished deployments in per cent.
   *
   * @param parts deployments that count, by combination of classes
   */
  static MetricValue rate(String definition, long finished, Map<String, Long> parts) {
    long counted = parts.values().stream().mapToLong(Long::longValue).sum();
    BigDecimal perCent =
        BigDecimal.valueOf(counted)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(finished), 2, RoundingMode.HALF_UP);
    return new MetricValue(definition, finished, Map.of(), null, null, null, perCent, parts, null);
  }

  /**
   * How long something took.
   *
   * @param excluded how often it had no value, by reason
   * @param contributors how many people's work went in, null where it is not about people
   */
  static MetricValue duration(
      String definition,
      UnitedDistribution seconds,
      Map<String, Long> excluded,
      @Nullable Long contributors) {
    BigDecimal median = seconds.percentile(50);
    return new MetricValue(
        definition,
        seconds.size(),
        excluded,
        median,
        seconds.percentile(75),
        seconds.percentile(90),
        median,
        Map.of(),
        contributors);
  }
}
