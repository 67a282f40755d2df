package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.List;

/**
 * Several figures as lines.
 *
 * @param plot what every chart has
 * @param series one line each
 */
public record LineChart(Plot plot, List<Series> series) {

  /** Draws it. */
  public Element draw() {
    double greatest = series.stream().mapToDouble(Series::greatest).max().orElse(0);
    Frame frame = plot.frame(greatest, false);
    Element lines = element("g", "lines");
    for (int i = 0; i < series.size(); i++) {
      Line line = new Line(frame, series.get(i));
      lines.add(line.strokes("t" + (i + 1)), line.points("t" + (i + 1), plot.periods()));
    }
    return plot.image(frame, lines);
  }
}
