package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.page.Explanation.Fact;
import dev.plumbline.dashboards.page.Explanation.Group;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.ExplainStore.Value;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a figure is what it is: its definition, the facts that went in, and those that did not. */
final class ExplainPage {

  /** How many facts of a reason are listed; the files have all. */
  static final int MOST = 100;

  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("id", "Fact");
    COLUMNS.put("repository", "Repository");
    COLUMNS.put("service", "Service");
    COLUMNS.put("environment", "Environment");
    COLUMNS.put("deployment", "Deployment");
    COLUMNS.put("started_at", "From");
    COLUMNS.put("ended_at", "To");
    COLUMNS.put("seconds", "Duration");
    COLUMNS.put("classes", "Evidence");
    COLUMNS.put("source", "Source");
  }

  private final Explanation explanation;
  private final Explained explained;

  ExplainPage(Explanation explanation) {
    this.explanation = explanation;
    this.explained = explanation.explained();
  }

  String write() {
    List<Markup> parts = new ArrayList<>();
    parts.add(head());
    for (Group group : explanation.groups()) {
      parts.add(group(group));
    }
    if (explanation.groups().isEmpty()) {
      parts.add(
          element("p", "empty")
              .text(isWithheld() ? withheld() : "No fact of this period is known."));
    }
    parts.add(definition());
    return Layout.page(title(), parts.toArray(Markup[]::new));
  }

  private String title() {
    return "%s of %s, %s"
        .formatted(
            title(explained.metric()),
            explained.scope().scope(),
            Words.name(explained.period().grain(), explained.period().first()));
  }

  private static String title(DoraMetric metric) {
    return Arrays.stream(Metric.values())
        .filter(shown -> shown.id().equals(metric.id()))
        .map(Metric::title)
        .findFirst()
        .orElse("Change lead time of pull requests");
  }

  private static String written(DoraMetric metric, BigDecimal value) {
    return switch (metric.unit()) {
      case "seconds" -> Words.duration(value);
      case "per cent" -> Words.percent(value);
      default -> Words.number(value) + " " + metric.unit();
    };
  }

  private Element head() {
    Element head =
        element("section", "message")
            .add(
                element("p", "kind").text("Explained"),
                element("h1").text(title()),
                element("p", "explained").add(figure()));
    return head.add(
        element("p", "files")
            .add(
                element("a")
                    .link(
                        Links.scope(
                            explained.scope().kind(),
                            explained.scope().scope(),
                            Map.of(
                                "environment",
                                explained.scope().environment(),
                                "grain",
                                explained.period().grain().name().toLowerCase(Locale.ROOT))))
                    .text("All figures of " + explained.scope().scope()),
                file("csv"),
                file("json")));
  }

  private Element file(String format) {
    return element("a")
        .link(Links.explained(explained, format))
        .text("Every fact as " + format.toUpperCase(Locale.ROOT));
  }

  private Markup figure() {
    Value value = explanation.value();
    if (value == null) {
      return Markup.text("There is no figure of this period.");
    }
    Figure figure = value.figure();
    BigDecimal headline = figure.value();
    if (isWithheld() || headline == null) {
      return Markup.text(isWithheld() ? withheld() : "No value: nothing went in.");
    }
    return Markup.all(
        List.of(
            element("b")
                .with("data-value", headline.stripTrailingZeros().toPlainString())
                .text(written(explained.metric(), headline)),
            Markup.text(
                " from %s facts; %s did not count."
                    .formatted(Words.number(figure.n()), Words.number(figure.excluded())))));
  }

  private boolean isWithheld() {
    Value value = explanation.value();
    return explained.metric().isAboutPeople()
        && (value == null || value.figure().suppressed() != null);
  }

  private static String withheld() {
    return "Fewer than 5 people contributed, so neither the figure nor its facts are shown.";
  }

  private static Element group(Group group) {
    String id = group.reason() == null ? "in" : "out-" + group.reason();
    Element heading = element("h2").with("id", id);
    String reason = group.reason();
    if (reason == null) {
      heading.text("Went in ");
    } else {
      heading
          .text("Did not count: ")
          .add(element("a").link("/definitions#" + reason).text(reason), Markup.text(" "));
    }
    Element section =
        element("section", "list")
            .with("aria-labelledby", id)
            .with("data-reason", reason == null ? "" : reason)
            .with("data-count", group.count())
            .add(heading.add(element("span", "count").text(Words.number(group.count()))));
    if (group.count() > group.facts().size()) {
      section.add(
          element("p")
              .text(
                  "The first %s of %s."
                      .formatted(Words.number(group.facts().size()), Words.number(group.count()))));
    }
    return section.add(table(group));
  }

  /** Columns that no fact of the group fills are left out. */
  private static Element table(Group group) {
    List<String> filled =
        COLUMNS.keySet().stream()
            .filter(
                column ->
                    column.equals("id")
                        || group.facts().stream()
                            .anyMatch(fact -> fact.values().containsKey(column)))
            .toList();
    String reason = group.reason();
    ScrollingTable table =
        new ScrollingTable(
            reason == null ? "What went in, table" : reason + ", table",
            filled.stream().map(COLUMNS::get).toList());
    for (Fact fact : group.facts()) {
      table.row(filled.stream().map(column -> Markup.text(fact.said(column))).toList());
    }
    return table.markup();
  }

  private Element definition() {
    DoraMetric metric = explained.metric();
    return element("section", "list prose")
        .with("aria-labelledby", "definition")
        .add(
            element("h2")
                .with("id", "definition")
                .text("Definition ")
                .add(
                    element("a")
                        .link(Links.definition(metric.definition()))
                        .text(metric.definition())),
            Markdown.parse(DefinitionText.of(metric.definition())).markup());
  }
}
