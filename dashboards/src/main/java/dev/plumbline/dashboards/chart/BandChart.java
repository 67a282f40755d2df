package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.chart.Frame.number;
import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line with a band above it: a median with its upper percentiles. Periods without a value are
 * gaps, never noughts.
 *
 * @param id unique on its page
 * @param title what is shown
 * @param description what it says, in a sentence
 * @param unit of the vertical axis
 * @param periods the horizontal axis
 * @param line the middle
 * @param inner where the band begins
 * @param outer where it ends
 * @param markers what happened
 * @param sentences what each period says
 */
public record BandChart(
    String id,
    String title,
    String description,
    String unit,
    List<Period> periods,
    Series line,
    Series inner,
    Series outer,
    List<Marker> markers,
    List<String> sentences) {

  /** Draws it. */
  public Element draw() {
    double greatest =
        Stream.of(line, inner, outer)
            .flatMap(series -> series.values().stream())
            .mapToDouble(value -> value == null ? 0 : value)
            .max()
            .orElse(0);
    Frame frame = new Frame(periods, Axis.upTo(greatest, false));
    Element drawn = element("g", "band");
    for (List<Integer> run : runs()) {
      drawn.add(
          path("outer", area(frame, run, inner, outer)),
          path("inner", area(frame, run, line, inner)),
          path("middle", stroke(frame, run)));
    }
    for (int period = 0; period < periods.size(); period++) {
      point(frame, period, drawn);
    }
    return Frame.image(id, title, description)
        .add(frame.grid(unit), drawn, frame.markers(markers), frame.columns(sentences));
  }

  /** Stretches of periods that all have a value. */
  private List<List<Integer>> runs() {
    List<List<Integer>> runs = new ArrayList<>();
    List<Integer> run = new ArrayList<>();
    for (int period = 0; period <= periods.size(); period++) {
      if (period < periods.size() && line.values().get(period) != null) {
        run.add(period);
      } else if (!run.isEmpty()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    return runs;
  }

  private static String area(Frame frame, List<Integer> run, Series lower, Series upper) {
    StringBuilder path = new StringBuilder();
    for (int period : run) {
      append(path, frame, period, upper.at(period));
    }
    for (int i = run.size() - 1; i >= 0; i--) {
      append(path, frame, run.get(i), lower.at(run.get(i)));
    }
    return path.append('Z').toString();
  }

  private String stroke(Frame frame, List<Integer> run) {
    StringBuilder path = new StringBuilder();
    for (int period : run) {
      append(path, frame, period, line.at(period));
    }
    return path.toString();
  }

  private static void append(StringBuilder path, Frame frame, int period, double value) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(number(frame.middle(period)))
        .append(' ')
        .append(number(frame.y(value)));
  }

  private static Element path(String kind, String path) {
    return element("path", kind).with("d", path);
  }

  private void point(Frame frame, int period, Element drawn) {
    @Nullable Double value = line.values().get(period);
    if (value != null) {
      drawn.add(
          element("circle", periods.get(period).isPartial() ? "point partial" : "point")
              .with("cx", number(frame.middle(period)))
              .with("cy", number(frame.y(value)))
              .with("r", frame.slot() > 12 ? "2.6" : "1.2"));
    }
  }
}
