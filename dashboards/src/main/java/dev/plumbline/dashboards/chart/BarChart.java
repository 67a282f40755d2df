package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.chart.Frame.number;
import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Counts per period as bars, several series stacked, with points among them.
 *
 * @param plot what every chart has
 * @param series from the bottom up
 * @param points in the order of their position
 */
public record BarChart(Plot plot, List<Series> series, List<Point> points) {

  private static final double GAP = 0.22;
  private static final double NARROWEST_GAP = 0.5;

  /** Draws it. */
  public Element draw() {
    double greatest =
        IntStream.range(0, plot.periods().size()).mapToDouble(this::total).max().orElse(0);
    Frame frame = plot.frame(Math.max(greatest, mostPoints()), true);
    Element bars = element("g", "bars");
    for (int period = 0; period < plot.periods().size(); period++) {
      stack(frame, period, bars);
    }
    // Last, or the columns would be pointed at in their place.
    return points.isEmpty() ? plot.image(frame, bars) : plot.image(frame, bars).add(points(frame));
  }

  private double total(int period) {
    return series.stream().mapToDouble(each -> each.at(period)).sum();
  }

  private long mostPoints() {
    Map<Integer, Long> byPeriod = new HashMap<>();
    points.forEach(point -> byPeriod.merge(period(point), point.count(), Long::sum));
    return byPeriod.values().stream().mapToLong(count -> count).max().orElse(0);
  }

  private static int period(Point point) {
    return (int) Math.floor(point.position());
  }

  private void stack(Frame frame, int period, Element bars) {
    double gap = Math.max(NARROWEST_GAP, frame.slot() * GAP);
    double below = 0;
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).at(period);
      if (value > 0) {
        double top = frame.y(below + value);
        bars.add(
            element(
                    "rect",
                    "s" + (i + 1) + (plot.periods().get(period).isPartial() ? " partial" : ""))
                .with("x", number(frame.x(period) + gap / 2))
                .with("y", number(top))
                .with("width", number(Math.max(0.6, frame.slot() - gap)))
                .with("height", number(Math.max(0.6, frame.y(below) - top))));
        below += value;
      }
    }
  }

  private Element points(Frame frame) {
    Map<Integer, Long> below = new HashMap<>();
    Element drawn = element("g", "happened");
    for (Point point : points) {
      if (point.position() >= 0 && point.position() < plot.periods().size()) {
        long height = below.merge(period(point), point.count(), Long::sum);
        drawn.add(
            element("circle")
                .with("cx", number(frame.x(point.position())))
                .with("cy", number(frame.y(height)))
                .with("r", point.count() > 1 ? "4.2" : "3.1")
                .with("data-said", point.sentence())
                .add(element("title").text(point.sentence())));
      }
    }
    return drawn;
  }
}
