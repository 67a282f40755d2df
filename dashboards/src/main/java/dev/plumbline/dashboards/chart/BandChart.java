package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line with a band above it: a median with its upper percentiles.
 *
 * @param plot what every chart has
 * @param line the middle
 * @param inner where the band begins
 * @param outer where it ends
 */
public record BandChart(Plot plot, Series line, Series inner, Series outer) {

  /** Draws it. */
  public Element draw() {
    double greatest = Stream.of(line, inner, outer).mapToDouble(Series::greatest).max().orElse(0);
    Frame frame = plot.frame(greatest, false);
    Line middle = new Line(frame, line);
    Element drawn = element("g", "band");
    for (List<Integer> run : middle.runs()) {
      drawn.add(area("outer", frame, run, inner, outer), area("inner", frame, run, line, inner));
    }
    drawn.add(middle.strokes("middle"), middle.points("point", plot.periods()));
    return plot.image(frame, drawn);
  }

  private static Element area(
      String kind, Frame frame, List<Integer> run, Series lower, Series upper) {
    StringBuilder path = new StringBuilder();
    for (int period : run) {
      Line.append(path, frame, period, upper.at(period));
    }
    for (int i = run.size() - 1; i >= 0; i--) {
      Line.append(path, frame, run.get(i), lower.at(run.get(i)));
    }
    return element("path", kind).with("d", path.append('Z').toString());
  }
}
