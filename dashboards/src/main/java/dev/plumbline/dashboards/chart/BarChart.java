package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.chart.Frame.number;
import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts per period as bars, several series stacked.
 *
 * @param id unique on its page
 * @param title what is shown
 * @param description what it says, in a sentence
 * @param unit of the vertical axis
 * @param periods the horizontal axis
 * @param series from the bottom up
 * @param markers what happened
 * @param sentences what each period says
 */
public record BarChart(
    String id,
    String title,
    String description,
    String unit,
    List<Period> periods,
    List<Series> series,
    List<Marker> markers,
    List<String> sentences) {

  private static final double GAP = 0.22;
  private static final double NARROWEST_GAP = 0.5;

  /** Draws it. */
  public Element draw() {
    double greatest = IntStream.range(0, periods.size()).mapToDouble(this::total).max().orElse(0);
    Frame frame = new Frame(periods, Axis.upTo(greatest, true));
    Element bars = element("g", "bars");
    for (int period = 0; period < periods.size(); period++) {
      stack(frame, period, bars);
    }
    return Frame.image(id, title, description)
        .add(frame.grid(unit), bars, frame.markers(markers), frame.columns(sentences));
  }

  private double total(int period) {
    return series.stream().mapToDouble(each -> each.at(period)).sum();
  }

  private void stack(Frame frame, int period, Element bars) {
    double gap = Math.max(NARROWEST_GAP, frame.slot() * GAP);
    double below = 0;
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).at(period);
      if (value > 0) {
        double top = frame.y(below + value);
        bars.add(
            element("rect", "s" + (i + 1) + (periods.get(period).isPartial() ? " partial" : ""))
                .with("x", number(frame.x(period) + gap / 2))
                .with("y", number(top))
                .with("width", number(Math.max(0.6, frame.slot() - gap)))
                .with("height", number(Math.max(0.6, frame.y(below) - top))));
        below += value;
      }
    }
  }
}
