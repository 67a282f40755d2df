package dev.plumbline.oracle.delivery;

import dev.plumbline.metric.MetricValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Durations that count, and how many do not, by reason. */
final class Measure {

  private final List<Long> seconds = new ArrayList<>();
  private final Map<String, Long> excluded = new TreeMap<>();

  void exclude(String reason) {
    excluded.merge(reason, 1L, Long::sum);
  }

  void add(Instant start, Instant end) {
    if (end.isBefore(start)) {
      exclude("negative-duration");
    } else {
      seconds.add(Duration.between(start, end).toSeconds());
    }
  }

  boolean hasValue() {
    return !seconds.isEmpty();
  }

  boolean isEmpty() {
    return seconds.isEmpty() && excluded.isEmpty();
  }

  MetricValue value(String definition, Long contributors) {
    seconds.sort(null);
    BigDecimal median = percentile("0.5");
    return new MetricValue(
        definition,
        (long) seconds.size(),
        excluded,
        median,
        percentile("0.75"),
        percentile("0.9"),
        median,
        Map.of(),
        contributors);
  }

  private BigDecimal percentile(String fraction) {
    if (seconds.isEmpty()) {
      return null;
    }
    BigDecimal place = BigDecimal.valueOf(seconds.size() - 1L).multiply(new BigDecimal(fraction));
    int below = place.intValue();
    int above = Math.min(below + 1, seconds.size() - 1);
    BigDecimal weight = place.subtract(BigDecimal.valueOf(below));
    BigDecimal gap = BigDecimal.valueOf(seconds.get(above) - seconds.get(below));
    return BigDecimal.valueOf(seconds.get(below)).add(gap.multiply(weight)).setScale(2);
  }
}
