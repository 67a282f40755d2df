package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far the figures can be trusted: how fresh they are, and what is not in them. */
final class Trust {

  private static final List<Metric> METRICS =
      Stream.concat(Metric.FIVE.stream(), Stream.of(Metric.TICKETS_RECEIVED)).toList();

  private final Reading reading;
  private final @Nullable Long lag;
  private final @Nullable String grafana;

  Trust(Reading reading, @Nullable Long lag, @Nullable String grafana) {
    this.reading = reading;
    this.lag = lag;
    this.grafana = grafana;
  }

  Element write() {
    return element("section", "trust")
        .with("aria-labelledby", "trust")
        .add(
            element("h2").with("id", "trust").text("How far to trust this"),
            element("div", "columns").add(fresh(), excluded(), unreadable(), links()));
  }

  private Element fresh() {
    Element list = element("dl");
    reading
        .freshness()
        .forEach(
            (family, newest) ->
                list.add(
                    element("dt").text(family),
                    element("dd").text(newest == null ? "no facts yet" : moment(newest))));
    list.add(
        element("dt").text("not yet stored"),
        element("dd").text(lag == null ? "cannot be told now" : Words.number(lag) + " records"));
    return block("Newest event", list);
  }

  private static String moment(Instant instant) {
    return Words.moment(instant);
  }

  private Element excluded() {
    Map<String, Long> reasons = new TreeMap<>();
    for (Metric metric : METRICS) {
      reading
          .course(metric)
          .excluded()
          .forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    if (reasons.isEmpty()) {
      return block("Excluded, by reason", element("p").text("Nothing in the periods shown."));
    }
    Element list = element("dl");
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            each ->
                list.add(
                    element("dt")
                        .add(
                            element("a").link("/definitions#" + each.getKey()).text(each.getKey())),
                    element("dd").text(Words.number(each.getValue()))));
    return block("Excluded, by reason", list);
  }

  private Element unreadable() {
    Map<String, Long> quarantined = reading.quarantined();
    if (quarantined.isEmpty()) {
      return block("Unreadable records", element("p").text("None."));
    }
    Element list = element("dl");
    quarantined.forEach(
        (topic, records) ->
            list.add(element("dt").text(topic), element("dd").text(Words.number(records))));
    return block("Unreadable records", list);
  }

  private Element links() {
    Element list =
        element("ul")
            .add(
                item("/definitions", "Definitions of all figures"),
                item("/data-quality", "Data quality: what is missing, and the next step"),
                item("/api/v1/freshness", "Freshness as JSON"),
                item("/health", "Health of all parts"));
    if (grafana != null) {
      list.add(item(grafana, "Dashboards in Grafana"));
    }
    return block("More", list);
  }

  private static Markup item(String address, String name) {
    return element("li").add(element("a").link(address).text(name));
  }

  private static Element block(String title, Element content) {
    return element("div").add(element("h3").text(title), content);
  }
}
