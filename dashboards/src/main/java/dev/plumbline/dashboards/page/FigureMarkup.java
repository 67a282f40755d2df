package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.Periods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart with its heading, and the same as a table and as files. */
final class FigureMarkup {

  private final Reading reading;
  private final Course course;
  private final String title;

  /**
   * A figure.
   *
   * @param course the metric that it is about
   * @param what its title without the period
   */
  FigureMarkup(Reading reading, Course course, String what) {
    this.reading = reading;
    this.course = course;
    this.title = what + " per " + Periods.name(course.span().grain());
  }

  /**
   * Writes it.
   *
   * @param legend beside the title
   * @param columns headings of the table, after that of the period
   * @param rows cells of each period, in their order
   */
  Element write(Element image, Markup legend, List<String> columns, List<List<String>> rows) {
    return element("figure")
        .with("data-metric", course.metric().id())
        .add(
            element("figcaption").add(element("h2").text(title), legend),
            element("div", "plot")
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", title + ", chart")
                .add(image),
            element("p", "readout").with("aria-hidden", "true"),
            element("div", "below")
                .add(
                    element("details").add(element("summary").text("Table"), table(columns, rows)),
                    element("p", "files")
                        .add(
                            file("csv"),
                            file("json"),
                            element("a")
                                .link(Links.definition(course.metric().definition()))
                                .text(course.metric().definition()))));
  }

  private Element file(String format) {
    String metrics = course.metric() == Metric.TICKETS_RECEIVED ? "ops-demand" : "dora";
    return element("a")
        .link(Links.figures(metrics, reading.question(), course.span(), format))
        .with("aria-label", format.toUpperCase(Locale.ROOT) + " of " + course.metric().title())
        .text(format.toUpperCase(Locale.ROOT));
  }

  private Element table(List<String> columns, List<List<String>> rows) {
    Span span = course.span();
    List<String> headings = new ArrayList<>(List.of(Words.title(span.grain())));
    headings.addAll(columns);
    ScrollingTable table = new ScrollingTable(course.metric().title() + ", table", headings);
    for (int i = rows.size() - 1; i >= 0; i--) {
      LocalDate period = span.periods().get(i);
      List<Markup> cells = new ArrayList<>();
      cells.add(
          Markup.text(
              Words.name(span.grain(), period) + (span.isPartial(period) ? " (so far)" : "")));
      rows.get(i).forEach(cell -> cells.add(Markup.text(cell)));
      table.row(cells).with("data-period", period);
    }
    return table.markup();
  }

  /** What the colours stand for. */
  static Element legend(List<String> names, String prefix) {
    Element legend = element("ul", "legend");
    for (int i = 0; i < names.size(); i++) {
      legend.add(element("li", prefix + (i + 1)).text(names.get(i)));
    }
    return legend;
  }

  /** How many facts of a period did not go in. */
  static String excluded(Course course, LocalDate period) {
    Figure figure = course.figure(period);
    return figure == null ? "0" : Words.number(figure.excluded());
  }
}
