package dev.plumbline.dashboards.levels;

import dev.plumbline.dashboards.store.DoraMetric;
import java.math.BigDecimal;

/**
 * A figure as answers to DORA's questions put it.
 *
 * @param metric one of the five
 * @param value seconds for times, per cent for rates, and deployments a day
 * @param n facts that it rests on
 */
public record Measured(DoraMetric metric, BigDecimal value, long n) {

  double number() {
    return value.doubleValue();
  }
}
