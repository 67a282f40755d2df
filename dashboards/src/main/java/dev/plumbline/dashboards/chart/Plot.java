package dev.plumbline.dashboards.chart;

import dev.plumbline.dashboards.markup.Element;
import java.util.List;

/**
 * What a chart has, whatever it draws.
 *
 * @param id unique on its page
 * @param title what is shown
 * @param description what it says, in a sentence
 * @param unit of the vertical axis
 * @param periods the horizontal axis
 * @param markers what happened
 * @param shades stretches of time behind it
 * @param sentences what each period says
 */
public record Plot(
    String id,
    String title,
    String description,
    String unit,
    List<Period> periods,
    List<Marker> markers,
    List<Shade> shades,
    List<String> sentences) {

  Frame frame(double greatest, boolean whole) {
    return new Frame(periods, Axis.upTo(greatest, whole));
  }

  /** The image with what is drawn between the grid and what can be pointed at. */
  Element image(Frame frame, Element drawn) {
    return Frame.image(id, title, description)
        .add(
            frame.shades(shades),
            frame.grid(unit),
            drawn,
            frame.markers(markers),
            frame.columns(sentences));
  }
}
