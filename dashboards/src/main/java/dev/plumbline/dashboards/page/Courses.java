package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.Figure;
import java.util.List;

/**
 * All figures of a scope over a span.
 *
 * @param span the periods
 * @param figures of any metric
 */
record Courses(Span span, List<Figure> figures) {

  /** One metric of them. */
  Course of(Metric metric) {
    return Course.of(metric, span, figures);
  }

  /** Whether there is any figure of delivery. */
  boolean hasDelivery() {
    return Metric.FIVE.stream().anyMatch(metric -> !of(metric).isEmpty());
  }
}
