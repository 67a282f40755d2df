package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.doctor.Check;
import dev.plumbline.dashboards.doctor.Check.Level;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is missing for the figures to be true, the worst first, each with the next step. */
final class DataQualityPage {

  private final List<Check> checks;
  private final Instant asOf;

  DataQualityPage(List<Check> checks, Instant asOf) {
    this.checks = checks;
    this.asOf = asOf;
  }

  String write() {
    return Layout.page(
        "Data quality",
        element("section", "message")
            .add(
                element("h1").text("Data quality"),
                element("p").text(summary()),
                element("p", "asof")
                    .text("As of " + Words.moment(asOf) + ". ")
                    .add(element("a").link("/api/v1/doctor").text("The same as JSON"))),
        section(Level.PROBLEM, "Figures are missing or wrong"),
        section(Level.WARNING, "Figures are less than they could be"),
        section(Level.OK, "As it should be"));
  }

  private String summary() {
    long problems = count(Level.PROBLEM);
    long warnings = count(Level.WARNING);
    return problems + warnings == 0
        ? "Nothing is missing that is looked for."
        : "%d %s and %d %s. Each says what to do next."
            .formatted(
                problems,
                problems == 1 ? "problem" : "problems",
                warnings,
                warnings == 1 ? "warning" : "warnings");
  }

  private long count(Level level) {
    return checks.stream().filter(check -> check.level() == level).count();
  }

  private Markup section(Level level, String title) {
    List<Check> found = checks.stream().filter(check -> check.level() == level).toList();
    if (found.isEmpty()) {
      return Markup.NONE;
    }
    String id = level.name().toLowerCase(Locale.ROOT);
    Element list = element("dl", "checks");
    for (Check check : found) {
      Element told = element("dd").add(element("p").text(check.meaning()));
      if (!check.next().isEmpty()) {
        told.add(element("p", "next").add(element("b").text("Next: "), Markup.text(check.next())));
      }
      list.add(
          element("dt")
              .with("data-check", check.id())
              .text(check.id() + " ")
              .add(element("span", "count").text(check.number())),
          told);
    }
    return element("section", "list " + id)
        .with("aria-labelledby", id)
        .add(
            element("h2")
                .with("id", id)
                .text(title + " ")
                .add(element("span", "count").text(Words.number(found.size()))),
            list);
  }
}
