package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.BandChart;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The median of a duration with its upper percentiles. */
final class DurationChart {

  private final Reading reading;
  private final Course course;

  DurationChart(Reading reading, Metric metric) {
    this.reading = reading;
    this.course = reading.course(metric);
  }

  /**
   * Writes it.
   *
   * @param id unique on its page
   * @param measured from what to what
   */
  Element write(String id, String measured) {
    double unit = unit(course.greatest(Figure::p90));
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : course.span().periods()) {
      Figure figure = course.figure(period);
      sentences.add(Plots.said(course, period, said(figure)));
      rows.add(
          List.of(
              duration(figure, Figure::median),
              duration(figure, Figure::p75),
              duration(figure, Figure::p90),
              Words.number(course.n(period)),
              FigureMarkup.excluded(course, period)));
    }
    Element image =
        new BandChart(
                new Plots(reading)
                    .of(
                        id,
                        course,
                        course.metric().title() + " of",
                        Plots.described("Median " + measured, course, Words::duration),
                        unit == Words.HOUR ? "hours" : "days",
                        sentences),
                course.series("median", Figure::median, unit),
                course.series("p75", Figure::p75, unit),
                course.series("p90", Figure::p90, unit))
            .draw();
    return new FigureMarkup(reading, course, course.metric().title())
        .write(
            image,
            FigureMarkup.legend(List.of("median", "to p75", "to p90"), "l"),
            List.of("Median", "p75", "p90", "n", "Excluded"),
            rows);
  }

  /** The unit that suits durations up to a greatest one. */
  static double unit(double greatest) {
    return greatest < 2 * Words.DAY ? Words.HOUR : Words.DAY;
  }

  private static String said(@Nullable Figure figure) {
    return figure == null || figure.median() == null
        ? "no data"
        : "median %s, p75 %s, p90 %s, n = %s"
            .formatted(
                duration(figure, Figure::median),
                duration(figure, Figure::p75),
                duration(figure, Figure::p90),
                Words.number(figure.n()));
  }

  private static String duration(
      @Nullable Figure figure, Function<Figure, @Nullable BigDecimal> part) {
    BigDecimal seconds = figure == null ? null : part.apply(figure);
    return seconds == null ? "–" : Words.duration(seconds);
  }
}
