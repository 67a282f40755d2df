package dev.plumbline.dashboards.levels;

import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A figure as answers to DORA's questions put it.
 *
 * @param metric one of the five
 * @param value seconds for times, per cent for rates, and deployments a day
 * @param n facts that it rests on
 */
public record Measured(DoraMetric metric, BigDecimal value, long n) {

  /**
   * The figure of a period; empty where it says nothing: without a deployment, a period does not
   * say how seldom there is one.
   */
  public static Optional<Measured> of(Figure figure, Period period) {
    BigDecimal value = figure.value();
    Optional<DoraMetric> metric = DoraMetric.of(figure.metric()).filter(Assessment.FIVE::contains);
    if (metric.isEmpty() || value == null || figure.n() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Measured(
            metric.get(),
            metric.get() == DoraMetric.DEPLOYMENT_FREQUENCY
                ? value.divide(BigDecimal.valueOf(period.days()), MathContext.DECIMAL64)
                : value,
            figure.n()));
  }

  double number() {
    return value.doubleValue();
  }
}
