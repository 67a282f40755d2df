package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.chart.BandChart;
import dev.plumbline.dashboards.chart.BarChart;
import dev.plumbline.dashboards.chart.Marker;
import dev.plumbline.dashboards.chart.Period;
import dev.plumbline.dashboards.chart.Series;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.dashboards.store.QueueCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One chart for each figure, with the same as a table and as files. */
final class Charts {

  private static final String OTHERS = "other queues";

  /** The greatest first, what is not told apart last. */
  private static final Comparator<Map.Entry<String, Map<LocalDate, Double>>> BY_SIZE =
      Comparator.comparing(
              (Map.Entry<String, Map<LocalDate, Double>> queue) -> queue.getKey().equals(OTHERS))
          .thenComparing(queue -> -queue.getValue().values().stream().mapToDouble(v -> v).sum())
          .thenComparing(Map.Entry::getKey);

  private final Reading reading;

  Charts(Reading reading) {
    this.reading = reading;
  }

  /**
   * Writes them.
   *
   * @param trust stands beside them
   */
  Element write(Element trust) {
    Element charts = element("div", "charts");
    if (reading.deployments().span().periods().isEmpty()) {
      return charts.add(
          element("p", "empty").text("No period starts in the range that was asked for."), trust);
    }
    if (reading.hasDelivery()) {
      charts.add(deployments(), leadTime());
    }
    if (reading.hasTickets() && !reading.tickets().span().periods().isEmpty()) {
      charts.add(tickets());
    }
    return charts.add(trust);
  }

  private Element deployments() {
    Course course = reading.deployments();
    Course days = reading.deploymentDays();
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : course.span().periods()) {
      String count = Words.number(Objects.requireNonNull(course.value(period)));
      String onDays = Words.number(Objects.requireNonNull(days.value(period)));
      sentences.add(said(course, period, count + " deployments on " + onDays + " days"));
      rows.add(List.of(named(course, period), count, onDays, excluded(course, period)));
    }
    Element image =
        new BarChart(
                "deployments",
                "Deployments of " + reading.scope(),
                described("Successful deployments", course, value -> Words.number(value)),
                "deployments",
                periods(course),
                List.of(course.series("deployments", Figure::value, 1)),
                markers(course),
                sentences)
            .draw();
    return figure(
        course,
        "Deployments per " + grain(course),
        image,
        Markup.NONE,
        table(List.of("Deployments", "Days with one", "Excluded"), course, rows),
        "dora");
  }

  private Element leadTime() {
    Course course = reading.leadTime();
    double greatest = course.greatest(Figure::p90);
    double unit = greatest < 2 * Words.DAY ? Words.HOUR : Words.DAY;
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : course.span().periods()) {
      Figure figure = course.figure(period);
      sentences.add(said(course, period, leadTime(figure)));
      rows.add(
          List.of(
              named(course, period),
              duration(figure, Figure::median),
              duration(figure, Figure::p75),
              duration(figure, Figure::p90),
              Words.number(course.n(period)),
              excluded(course, period)));
    }
    Element image =
        new BandChart(
                "lead-time",
                "Change lead time of " + reading.scope(),
                described("Median from commit to deployment", course, Words::duration),
                unit == Words.HOUR ? "hours" : "days",
                periods(course),
                course.series("median", Figure::median, unit),
                course.series("p75", Figure::p75, unit),
                course.series("p90", Figure::p90, unit),
                markers(course),
                sentences)
            .draw();
    return figure(
        course,
        "Change lead time per " + grain(course),
        image,
        legend(List.of("median", "to p75", "to p90"), "l"),
        table(List.of("Median", "p75", "p90", "n", "Excluded"), course, rows),
        "dora");
  }

  private static String leadTime(@Nullable Figure figure) {
    return figure == null || figure.median() == null
        ? "no data"
        : "median %s, p75 %s, p90 %s, n = %s"
            .formatted(
                duration(figure, Figure::median),
                duration(figure, Figure::p75),
                duration(figure, Figure::p90),
                Words.number(figure.n()));
  }

  private static String duration(
      @Nullable Figure figure, Function<Figure, @Nullable BigDecimal> part) {
    BigDecimal seconds = figure == null ? null : part.apply(figure);
    return seconds == null ? "–" : Words.duration(seconds);
  }

  private Element tickets() {
    Course course = reading.tickets();
    List<Series> series = queues();
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<LocalDate> periods = course.span().periods();
    for (int i = 0; i < periods.size(); i++) {
      int index = i;
      LocalDate period = periods.get(i);
      String count = Words.number(Objects.requireNonNull(course.value(period)));
      sentences.add(said(course, period, count + " tickets received"));
      List<String> row = new ArrayList<>(List.of(named(course, period), count));
      if (series.size() > 1) {
        series.forEach(each -> row.add(count(each, index)));
      }
      row.add(excluded(course, period));
      rows.add(row);
    }
    List<String> columns = new ArrayList<>(List.of("Tickets"));
    List<String> names = series.stream().map(Series::name).toList();
    if (series.size() > 1) {
      columns.addAll(names);
    }
    columns.add("Excluded");
    Element image =
        new BarChart(
                "tickets",
                "Tickets received by " + reading.scope(),
                described("Tickets received", course, value -> Words.number(value)),
                "tickets",
                periods(course),
                series,
                markers(course),
                sentences)
            .draw();
    return figure(
        course,
        "Tickets received per " + grain(course),
        image,
        series.size() > 1 ? legend(names, "s") : Markup.NONE,
        table(columns, course, rows),
        "ops-demand");
  }

  private static String count(Series series, int index) {
    Double value = series.values().get(index);
    return value == null ? "–" : Words.number(BigDecimal.valueOf(value));
  }

  /** One series for each queue, or the total where they are not told apart. */
  private List<Series> queues() {
    Course course = reading.tickets();
    Map<String, Map<LocalDate, Double>> byQueue = new HashMap<>();
    for (QueueCount each : reading.queues()) {
      String queue = each.queue() == null ? OTHERS : each.queue();
      byQueue
          .computeIfAbsent(queue, name -> new HashMap<>())
          .put(each.period(), each.value().doubleValue());
    }
    if (byQueue.isEmpty()) {
      return List.of(course.series("tickets", Figure::value, 1));
    }
    return byQueue.entrySet().stream()
        .sorted(BY_SIZE)
        .map(
            queue ->
                new Series(
                    queue.getKey(),
                    course.span().periods().stream()
                        .<@Nullable Double>map(period -> queue.getValue().getOrDefault(period, 0.0))
                        .toList()))
        .toList();
  }

  private static List<Period> periods(Course course) {
    return course.span().periods().stream()
        .map(period -> Words.period(course.span(), period))
        .toList();
  }

  private List<Marker> markers(Course course) {
    LocalDate adopted = reading.adopted();
    List<LocalDate> periods = course.span().periods();
    if (adopted == null || adopted.isBefore(periods.get(0))) {
      return List.of();
    }
    int index =
        IntStream.range(0, periods.size())
            .filter(i -> adopted.isBefore(Periods.next(course.span().grain(), periods.get(i))))
            .findFirst()
            .orElse(-1);
    if (index < 0) {
      return List.of();
    }
    LocalDate start = periods.get(index);
    double length = ChronoUnit.DAYS.between(start, Periods.next(course.span().grain(), start));
    double within = ChronoUnit.DAYS.between(start, adopted) / length;
    return List.of(new Marker(index + within, "platform adopted"));
  }

  private static String said(Course course, LocalDate period, String figures) {
    return Words.name(course.span().grain(), period)
        + (course.span().isPartial(period) ? ", so far: " : ": ")
        + figures;
  }

  private static String named(Course course, LocalDate period) {
    return Words.name(course.span().grain(), period)
        + (course.span().isPartial(period) ? " (so far)" : "");
  }

  private static String excluded(Course course, LocalDate period) {
    Figure figure = course.figure(period);
    return figure == null ? "0" : Words.number(figure.excluded());
  }

  private static String described(
      String what, Course course, Function<BigDecimal, String> written) {
    List<LocalDate> full =
        course.span().full().stream().filter(period -> course.value(period) != null).toList();
    if (full.isEmpty()) {
      return what + "; no full " + grain(course) + " with data.";
    }
    LocalDate first = full.get(0);
    LocalDate last = full.get(full.size() - 1);
    return "%s: %s in %s, %s in %s. The table below has every %s."
        .formatted(
            what,
            written.apply(Objects.requireNonNull(course.value(first))),
            Words.name(course.span().grain(), first),
            written.apply(Objects.requireNonNull(course.value(last))),
            Words.name(course.span().grain(), last),
            grain(course));
  }

  private static String grain(Course course) {
    return Periods.name(course.span().grain());
  }

  private Element figure(
      Course course, String title, Element image, Markup legend, Element table, String metrics) {
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
                    element("details").add(element("summary").text("Table"), table),
                    element("p", "files")
                        .add(
                            file(course, metrics, "csv"),
                            file(course, metrics, "json"),
                            element("a")
                                .link(Links.definition(course.metric().definition()))
                                .text(course.metric().definition()))));
  }

  private Element file(Course course, String metrics, String format) {
    return element("a")
        .link(Links.figures(metrics, reading.question(), course.span(), format))
        .with("aria-label", format.toUpperCase(Locale.ROOT) + " of " + course.metric().title())
        .text(format.toUpperCase(Locale.ROOT));
  }

  private static Element legend(List<String> names, String prefix) {
    Element legend = element("ul", "legend");
    for (int i = 0; i < names.size(); i++) {
      legend.add(element("li", prefix + (i + 1)).text(names.get(i)));
    }
    return legend;
  }

  private static Element table(List<String> columns, Course course, List<List<String>> rows) {
    Element head = element("tr").add(heading(Words.title(course.span().grain())));
    columns.forEach(column -> head.add(heading(column)));
    Element body = element("tbody");
    for (int i = rows.size() - 1; i >= 0; i--) {
      List<String> row = rows.get(i);
      LocalDate period = course.span().periods().get(i);
      Element line = element("tr").with("data-period", period);
      line.add(element("th").with("scope", "row").text(row.get(0)));
      row.subList(1, row.size()).forEach(cell -> line.add(element("td").text(cell)));
      body.add(line);
    }
    return element("div", "scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", course.metric().title() + ", table")
        .add(element("table").add(element("thead").add(head), body));
  }

  private static Element heading(String name) {
    return element("th").with("scope", "col").text(name);
  }
}
