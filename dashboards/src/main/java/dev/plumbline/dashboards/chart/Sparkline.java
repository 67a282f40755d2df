package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.chart.Frame.number;
import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The course of a figure at a glance, from nought up. Said in full by the chart beside it. */
public final class Sparkline {

  private static final int WIDTH = 140;
  private static final int HEIGHT = 32;
  private static final int MARGIN = 3;

  private Sparkline() {}

  /** Draws it; those who do not see it miss nothing. */
  public static Element of(Series series) {
    Element image =
        element("svg", "spark")
            .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .with("aria-hidden", "true");
    double greatest =
        series.values().stream().filter(Objects::nonNull).mapToDouble(v -> v).max().orElse(0);
    if (greatest <= 0) {
      return image;
    }
    int count = series.values().size();
    StringBuilder path = new StringBuilder();
    boolean isGap = true;
    @Nullable Element last = null;
    for (int i = 0; i < count; i++) {
      Double value = series.values().get(i);
      if (value != null) {
        double x = MARGIN + (WIDTH - 2.0 * MARGIN) * (count == 1 ? 0.5 : (double) i / (count - 1));
        double y = HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * value / greatest;
        path.append(isGap ? 'M' : 'L').append(number(x)).append(' ').append(number(y));
        last = element("circle").with("cx", number(x)).with("cy", number(y)).with("r", "2.4");
      }
      isGap = value == null;
    }
    image.add(element("path").with("d", path.toString()));
    return last == null ? image : image.add(last);
  }
}
