package dev.plumbline.dashboards.chart;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import java.util.List;
import java.util.Locale;

/** What every chart has: size, grid, names on both axes, markers and places to point at. */
final class Frame {

  static final int WIDTH = 640;
  static final int HEIGHT = 232;
  private static final int LEFT = 46;
  private static final int RIGHT = 10;
  private static final int TOP = 22;
  private static final int BOTTOM = 26;
  // A tick of the longest names needs about as much.
  private static final int TICK_WIDTH = 62;
  private static final double CHARACTER_WIDTH = 6.4;
  // Neighbours differ.
  private static final int SHADES = 2;

  private final List<Period> periods;
  private final Axis axis;

  Frame(List<Period> periods, Axis axis) {
    this.periods = periods;
    this.axis = axis;
  }

  /** An image with its name and description for those who do not see it. */
  static Element image(String id, String title, String description) {
    return element("svg", "chart")
        .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-description")
        .add(
            element("title").with("id", id + "-title").text(title),
            element("desc").with("id", id + "-description").text(description));
  }

  double slot() {
    return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, periods.size());
  }

  /** Left edge of a period, or of a place within it. */
  double x(double period) {
    return LEFT + period * slot();
  }

  double middle(int period) {
    return x(period + 0.5);
  }

  double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / axis.top());
  }

  double bottom() {
    return y(0);
  }

  /** Lines and names of the axes. */
  Element grid(String unit) {
    Element grid = element("g", "grid").with("aria-hidden", "true");
    grid.add(
        element("text", "unit").with("x", LEFT).with("y", 12).text(unit),
        line(LEFT, bottom(), WIDTH - RIGHT, bottom()).with("class", "base"));
    for (double value : axis.lines()) {
      double y = y(value);
      if (value > 0) {
        grid.add(line(LEFT, y, WIDTH - RIGHT, y));
      }
      grid.add(
          element("text", "value")
              .with("x", LEFT - 8)
              .with("y", number(y + 4))
              .text(Axis.label(value)));
    }
    int every = Math.max(1, (int) Math.ceil(TICK_WIDTH / slot()));
    for (int period = 0; period < periods.size(); period += every) {
      // The name of a period at the right edge would leave the picture.
      boolean isAtEdge = middle(period) + TICK_WIDTH / 2.0 > WIDTH;
      grid.add(
          element("text", isAtEdge ? "tick last" : "tick")
              .with("x", number(isAtEdge ? WIDTH - 2 : middle(period)))
              .with("y", HEIGHT - 8)
              .text(periods.get(period).tick()));
    }
    return grid;
  }

  /** The stretches of time that reach into the axis, each with its name. */
  Element shades(List<Shade> shades) {
    Element drawn = element("g", "shades");
    for (int i = 0; i < shades.size(); i++) {
      Shade shade = shades.get(i);
      double from = x(Math.max(0, shade.from()));
      double to = x(Math.min(periods.size(), shade.to()));
      if (to > from) {
        drawn.add(
            element("g", "shade p" + (i % SHADES + 1))
                .add(
                    element("rect")
                        .with("x", number(from))
                        .with("y", TOP)
                        .with("width", number(to - from))
                        .with("height", HEIGHT - TOP - BOTTOM),
                    element("text")
                        .with("x", number((from + to) / 2))
                        .with("y", TOP + 11)
                        .text(fitting(shade.label(), to - from)),
                    element("title").text(shade.sentence())));
      }
    }
    return drawn;
  }

  /** As much of a name as there is room for; its title has all. */
  private static String fitting(String name, double width) {
    int room = (int) (width / CHARACTER_WIDTH);
    return name.length() <= room ? name : room < 3 ? "" : name.substring(0, room - 1) + "…";
  }

  /** The markers that fall on the axis. */
  Element markers(List<Marker> markers) {
    Element drawn = element("g", "markers");
    for (Marker marker : markers) {
      if (marker.position() >= 0 && marker.position() <= periods.size()) {
        double x = x(marker.position());
        boolean isRight = x > WIDTH * 0.7;
        drawn.add(
            line(x, 16, x, bottom()),
            element("text", isRight ? "before" : "after")
                .with("x", number(isRight ? x - 4 : x + 4))
                .with("y", 12)
                .text(marker.label()));
      }
    }
    return drawn;
  }

  /** A column to point at for each period, with what there is to say of it. */
  Element columns(List<String> sentences) {
    Element columns = element("g", "columns");
    for (int period = 0; period < periods.size(); period++) {
      columns.add(
          element("rect", "column")
              .with("x", number(x(period)))
              .with("y", TOP)
              .with("width", number(slot()))
              .with("height", HEIGHT - TOP - BOTTOM)
              .with("data-said", sentences.get(period))
              .add(element("title").text(sentences.get(period))));
    }
    return columns;
  }

  static Element line(double x1, double y1, double x2, double y2) {
    return element("line")
        .with("x1", number(x1))
        .with("y1", number(y1))
        .with("x2", number(x2))
        .with("y2", number(y2));
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
