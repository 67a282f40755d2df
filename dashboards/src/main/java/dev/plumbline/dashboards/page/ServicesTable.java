package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.ServiceFigure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The services of a team with DORA's five, each a link to its page; by name, never by figure. */
final class ServicesTable {

  private final Reading reading;
  private final TeamServices services;

  ServicesTable(Reading reading) {
    this.reading = reading;
    this.services = reading.services();
  }

  /** Nothing but for a team that owns something. */
  Markup write() {
    if (services.names().isEmpty()) {
      return Markup.NONE;
    }
    List<String> columns = new ArrayList<>(List.of("Service", "Environment"));
    Metric.FIVE.forEach(metric -> columns.add(metric.title()));
    ScrollingTable table = new ScrollingTable("Services of the team, table", columns);
    Map<String, Map<String, Map<String, Figure>>> figures = byServiceAndEnvironment();
    for (String service : services.names()) {
      Map<String, Map<String, Figure>> environments = figures.getOrDefault(service, Map.of());
      if (environments.isEmpty()) {
        table.row(row(service, "–", Map.of()));
      }
      environments.forEach(
          (environment, metrics) ->
              table.row(row(service, environment, metrics)).with("data-service", service));
    }
    return element("section", "list")
        .with("aria-labelledby", "team-services")
        .add(
            element("h2")
                .with("id", "team-services")
                .text("Services of the team ")
                .add(element("span", "count").text(period())),
            table.markup());
  }

  private String period() {
    LocalDate period = services.period();
    return period == null ? "" : "in " + Words.name(reading.chosen().span().grain(), period);
  }

  private Map<String, Map<String, Map<String, Figure>>> byServiceAndEnvironment() {
    Map<String, Map<String, Map<String, Figure>>> all = new HashMap<>();
    for (ServiceFigure each : services.figures()) {
      all.computeIfAbsent(each.service(), name -> new TreeMap<>())
          .computeIfAbsent(each.environment(), name -> new HashMap<>())
          .put(each.figure().metric(), each.figure());
    }
    return all;
  }

  private List<Markup> row(String service, String environment, Map<String, Figure> figures) {
    List<Markup> cells = new ArrayList<>();
    cells.add(
        element("a")
            .link(Links.scope(ScopeKind.SERVICE.id(), service, reading.question().given()))
            .text(service));
    cells.add(Markup.text(environment));
    for (Metric metric : Metric.FIVE) {
      cells.add(cell(metric, figures.get(metric.id())));
    }
    return cells;
  }

  private static Element cell(Metric metric, @Nullable Figure figure) {
    if (figure == null || figure.value() == null) {
      return element("span").text(metric.isCount() ? "0" : "No data");
    }
    return element("span")
        .with("title", "n = " + Words.number(figure.n()))
        .text(metric.written(figure.value()));
  }
}
