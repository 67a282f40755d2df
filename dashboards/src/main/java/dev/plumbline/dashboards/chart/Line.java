package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.chart.Frame.number;
import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series as a line. Periods without a value are gaps, never noughts. */
record Line(Frame frame, Series series) {

  /** Stretches of periods that all have a value. */
  List<List<Integer>> runs() {
    List<List<Integer>> runs = new ArrayList<>();
    List<Integer> run = new ArrayList<>();
    int periods = series.values().size();
    for (int period = 0; period <= periods; period++) {
      if (period < periods && series.values().get(period) != null) {
        run.add(period);
      } else if (!run.isEmpty()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    return runs;
  }

  /** One path for each run. */
  Element strokes(String kind) {
    Element strokes = element("g", "strokes");
    for (List<Integer> run : runs()) {
      StringBuilder path = new StringBuilder();
      run.forEach(period -> append(path, frame, period, series.at(period)));
      strokes.add(element("path", kind).with("d", path.toString()));
    }
    return strokes;
  }

  /** One point for each value. */
  Element points(String kind, List<Period> periods) {
    Element points = element("g", "points");
    for (int period = 0; period < periods.size(); period++) {
      @Nullable Double value = series.values().get(period);
      if (value != null) {
        points.add(
            element("circle", periods.get(period).isPartial() ? kind + " partial" : kind)
                .with("cx", number(frame.middle(period)))
                .with("cy", number(frame.y(value)))
                .with("r", frame.slot() > 12 ? "2.6" : "1.2"));
      }
    }
    return points;
  }

  static void append(StringBuilder path, Frame frame, int period, double value) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(number(frame.middle(period)))
        .append(' ')
        .append(number(frame.y(value)));
  }
}
