package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.Series;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric over the periods of a span. A count of a period without a figure is nought; a duration
 * has none.
 */
final class Course {

  private final Metric metric;
  private final Span span;
  private final Map<LocalDate, Figure> figures;

  private Course(Metric metric, Span span, Map<LocalDate, Figure> figures) {
    this.metric = metric;
    this.span = span;
    this.figures = figures;
  }

  static Course of(Metric metric, Span span, List<Figure> figures) {
    return new Course(
        metric,
        span,
        figures.stream()
            .filter(figure -> figure.metric().equals(metric.id()))
            .filter(figure -> span.periods().contains(figure.period()))
            .collect(
                Collectors.toMap(
                    Figure::period, Function.identity(), (left, right) -> left, TreeMap::new)));
  }

  Metric metric() {
    return metric;
  }

  Span span() {
    return span;
  }

  boolean isEmpty() {
    return figures.isEmpty();
  }

  @Nullable Figure figure(LocalDate period) {
    return figures.get(period);
  }

  /** Whether a period has a figure that is not shown, for it would be about too few people. */
  boolean isSuppressed(LocalDate period) {
    Figure figure = figures.get(period);
    return figure != null && figure.suppressed() != null;
  }

  /** The headline of a period; null for no data. */
  @Nullable BigDecimal value(LocalDate period) {
    Figure figure = figures.get(period);
    if (figure != null && figure.value() != null) {
      return figure.value();
    }
    return metric.isCount() ? BigDecimal.ZERO : null;
  }

  long n(LocalDate period) {
    Figure figure = figures.get(period);
    return figure == null ? 0 : figure.n();
  }

  /** One value per period. */
  Series series(String name, Function<Figure, @Nullable BigDecimal> part, double unit) {
    return new Series(
        name,
        span.periods().stream()
            .map(period -> scaled(figures.get(period), part, unit))
            .collect(Collectors.toList()));
  }

  private @Nullable Double scaled(
      @Nullable Figure figure, Function<Figure, @Nullable BigDecimal> part, double unit) {
    BigDecimal value = figure == null ? null : part.apply(figure);
    if (value == null) {
      return metric.isCount() ? 0.0 : null;
    }
    return value.doubleValue() / unit;
  }

  /** The greatest of a part of the figures; nought when there is none. */
  double greatest(Function<Figure, @Nullable BigDecimal> part) {
    return figures.values().stream()
        .map(part)
        .mapToDouble(value -> value == null ? 0 : value.doubleValue())
        .max()
        .orElse(0);
  }

  /** Facts that did not go in, by reason, over all periods. */
  Map<String, Long> excluded() {
    Map<String, Long> all = new TreeMap<>();
    figures
        .values()
        .forEach(
            figure ->
                figure
                    .excludedByReason()
                    .forEach((reason, count) -> all.merge(reason, count, Long::sum)));
    return all;
  }
}
