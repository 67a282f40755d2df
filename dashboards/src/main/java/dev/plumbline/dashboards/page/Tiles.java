package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.chart.Sparkline;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.Periods;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One tile for each headline figure: the last full period, and how it compares with the one before.
 */
final class Tiles {

  private final Reading reading;

  Tiles(Reading reading) {
    this.reading = reading;
  }

  Element write() {
    Element tiles = element("section", "tiles").with("aria-label", "Headline figures");
    if (reading.hasDelivery() || !reading.hasTickets()) {
      Metric.FIVE.forEach(metric -> tiles.add(tile(reading.course(metric))));
    }
    if (reading.hasTickets()) {
      tiles.add(tile(reading.course(Metric.TICKETS_RECEIVED)));
    }
    return tiles;
  }

  private Element tile(Course course) {
    Metric metric = course.metric();
    LocalDate period = course.span().lastFull();
    Element tile = element("article", "tile").with("data-metric", metric.id()).add(title(metric));
    if (period == null || course.isEmpty()) {
      return tile.add(
          element("p", "value none").text("No data"),
          element("p", "of")
              .text(
                  course.isEmpty()
                      ? "Nothing in the periods shown."
                      : "No full " + name(course) + " in the range shown."));
    }
    return tile.add(
        element("div", "row")
            .add(value(course, period), Sparkline.of(course.series("", Figure::value, 1))),
        element("p", "of").text(of(course, period)),
        change(course, period),
        rest(course, period),
        Scores.of(course, period),
        footer(course, period));
  }

  private static Element title(Metric metric) {
    return element("h2")
        .add(
            element("a")
                .link(Links.definition(metric.definition()))
                .with("title", "Definition " + metric.definition())
                .text(metric.title()));
  }

  private static Element value(Course course, LocalDate period) {
    BigDecimal value = course.value(period);
    if (value == null) {
      return element("p", "value none")
          .text(course.isSuppressed(period) ? StagesChart.FEW : "No data");
    }
    Metric metric = course.metric();
    Element shown =
        element("p", "value")
            .with("data-period", period)
            .with("data-value", value.stripTrailingZeros().toPlainString())
            .text(metric.written(value));
    return metric.isCount() ? shown : shown.with("title", metric.exactly(value));
  }

  private static String of(Course course, LocalDate period) {
    String of = "in " + Words.name(course.span().grain(), period);
    Figure figure = course.figure(period);
    if (course.metric().isCount() || figure == null || figure.median() == null) {
      return of;
    }
    BigDecimal p75 = figure.p75();
    BigDecimal p90 = figure.p90();
    return "median "
        + of
        + (p75 == null ? "" : " · p75 " + Words.duration(p75))
        + (p90 == null ? "" : " · p90 " + Words.duration(p90));
  }

  /** Against the full period before. */
  private static Element change(Course course, LocalDate period) {
    LocalDate earlier =
        course.span().full().stream()
            .filter(each -> each.isBefore(period))
            .reduce((first, second) -> second)
            .orElse(null);
    BigDecimal before = earlier == null ? null : course.value(earlier);
    BigDecimal after = course.value(period);
    if (earlier == null || before == null || after == null) {
      return element("p", "change")
          .text("Nothing to compare with in the " + name(course) + " before");
    }
    Metric metric = course.metric();
    String change = metric.isRate() ? Words.points(before, after) : Words.change(before, after);
    return element("p", "change")
        .add(
            change == null ? Markup.NONE : element("b").text(change),
            Markup.text(
                (change == null ? "from " : " from ")
                    + metric.written(before)
                    + " in "
                    + Words.name(course.span().grain(), earlier)));
  }

  private static Element rest(Course course, LocalDate period) {
    Figure figure = course.figure(period);
    long excluded = figure == null ? 0 : figure.excluded();
    Element rest =
        element("p", "rest")
            .add(
                element("span")
                    .with("data-n", course.n(period))
                    .text("n = " + Words.number(course.n(period)) + " " + course.metric().facts()));
    if (figure != null && excluded > 0) {
      rest.text(" · ")
          .add(
              element("span", "excluded")
                  .text(
                      Words.number(excluded) + " excluded: " + reasons(figure.excludedByReason())));
    } else {
      rest.text(" · none excluded");
    }
    return rest;
  }

  private static String reasons(Map<String, Long> excluded) {
    return excluded.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(each -> Words.number(each.getValue()) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private Element footer(Course course, LocalDate period) {
    Metric metric = course.metric();
    String family = metric == Metric.TICKETS_RECEIVED ? "ops-demand" : "delivery";
    Instant newest = reading.freshness().get(family);
    return element("p", "fresh")
        .add(
            metric == Metric.TICKETS_RECEIVED
                ? Markup.NONE
                : element("a")
                    .link(Links.explanation(reading.question(), course, period))
                    .with("aria-label", "Explain " + metric.title())
                    .text("Explain"),
            element("a").link(Links.definition(metric.definition())).text(metric.definition()),
            newest == null
                ? Markup.NONE
                : element("span").text("newest event " + Words.moment(newest)));
  }

  private static String name(Course course) {
    return Periods.name(course.span().grain());
  }
}
