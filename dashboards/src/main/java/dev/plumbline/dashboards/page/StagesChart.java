package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.LineChart;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pull request waits for, stage by stage. Lines and no stack: medians of stages do not add
 * up to the median of the whole.
 */
final class StagesChart {

  /** Said in place of a figure that is about too few people. */
  static final String FEW = "fewer than 5 people";

  private final Reading reading;
  private final List<Course> stages;

  StagesChart(Reading reading) {
    this.reading = reading;
    this.stages = Metric.STAGES.stream().map(reading.monthly()::of).toList();
  }

  Element write() {
    Course first = stages.get(0);
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : first.span().periods()) {
      List<String> cells = stages.stream().map(stage -> cell(stage, period)).toList();
      rows.add(cells);
      List<String> told = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        told.add(names().get(i) + " " + cells.get(i));
      }
      sentences.add(Plots.said(first, period, String.join(", ", told)));
    }
    double unit =
        DurationChart.unit(
            stages.stream().mapToDouble(stage -> stage.greatest(Figure::value)).max().orElse(0));
    Element image =
        new LineChart(
                new Plots(reading)
                    .of(
                        "stages",
                        first,
                        "Stages of the change lead time of",
                        described(),
                        unit == Words.HOUR ? "hours, median" : "days, median",
                        sentences),
                stages.stream()
                    .map(stage -> stage.series(stage.metric().title(), Figure::value, unit))
                    .toList())
            .draw();
    return new FigureMarkup(reading, first, "Change lead time by stage")
        .write(image, FigureMarkup.legend(names(), "t"), names(), rows);
  }

  private List<String> names() {
    return stages.stream().map(stage -> stage.metric().title()).toList();
  }

  private static String cell(Course stage, LocalDate period) {
    if (stage.isSuppressed(period)) {
      return FEW;
    }
    BigDecimal value = stage.value(period);
    return value == null
        ? "no data"
        : Words.duration(value) + " (n = " + Words.number(stage.n(period)) + ")";
  }

  private String described() {
    return String.join(
        " ",
        stages.stream()
            .map(
                stage ->
                    Plots.described(stage.metric().title() + ", median", stage, Words::duration))
            .toList());
  }
}
