package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.BarChart;
import dev.plumbline.dashboards.chart.Series;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.QueueCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tickets as bars, queue by queue where they are told apart. */
final class TicketsChart {

  private static final String OTHERS = "other queues";

  /** The greatest first, what is not told apart last. */
  private static final Comparator<Map.Entry<String, Map<LocalDate, Double>>> BY_SIZE =
      Comparator.comparing(
              (Map.Entry<String, Map<LocalDate, Double>> queue) -> queue.getKey().equals(OTHERS))
          .thenComparing(queue -> -queue.getValue().values().stream().mapToDouble(v -> v).sum())
          .thenComparing(Map.Entry::getKey);

  private final Reading reading;
  private final Course course;

  TicketsChart(Reading reading) {
    this.reading = reading;
    this.course = reading.course(Metric.TICKETS_RECEIVED);
  }

  Element write() {
    List<Series> series = queues();
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<LocalDate> periods = course.span().periods();
    for (int i = 0; i < periods.size(); i++) {
      int index = i;
      LocalDate period = periods.get(i);
      String count = Words.number(Objects.requireNonNull(course.value(period)));
      sentences.add(Plots.said(course, period, count + " tickets received"));
      List<String> row = new ArrayList<>(List.of(count));
      if (series.size() > 1) {
        series.forEach(each -> row.add(count(each, index)));
      }
      row.add(FigureMarkup.excluded(course, period));
      rows.add(row);
    }
    List<String> columns = new ArrayList<>(List.of("Tickets"));
    List<String> names = series.stream().map(Series::name).toList();
    if (series.size() > 1) {
      columns.addAll(names);
    }
    columns.add("Excluded");
    Element image =
        new BarChart(
                new Plots(reading)
                    .of(
                        "tickets",
                        course,
                        "Tickets received by",
                        Plots.described("Tickets received", course, Words::number),
                        "tickets",
                        sentences),
                series,
                List.of())
            .draw();
    return new FigureMarkup(reading, course, "Tickets received")
        .write(
            image,
            series.size() > 1 ? FigureMarkup.legend(names, "s") : Markup.NONE,
            columns,
            rows);
  }

  private static String count(Series series, int index) {
    Double value = series.values().get(index);
    return value == null ? "–" : Words.number(BigDecimal.valueOf(value));
  }

  /** One series for each queue, or the total where they are not told apart. */
  private List<Series> queues() {
    Map<String, Map<LocalDate, Double>> byQueue = new HashMap<>();
    for (QueueCount each : reading.queues()) {
      String queue = each.queue() == null ? OTHERS : each.queue();
      byQueue
          .computeIfAbsent(queue, name -> new HashMap<>())
          .put(each.period(), each.value().doubleValue());
    }
    if (byQueue.isEmpty()) {
      return List.of(course.series("tickets", Figure::value, 1));
    }
    return byQueue.entrySet().stream()
        .sorted(BY_SIZE)
        .map(
            queue ->
                new Series(
                    queue.getKey(),
                    course.span().periods().stream()
                        .<@Nullable Double>map(period -> queue.getValue().getOrDefault(period, 0.0))
                        .toList()))
        .toList();
  }
}
