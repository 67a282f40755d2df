package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.levels.Assessment;
import dev.plumbline.dashboards.levels.Measured;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a figure stands by DORA's own scales: small, after the value, and never without the year.
 */
final class Scores {

  private Scores() {}

  /** Score and levels of a period; nothing where the figure has none. */
  static Markup of(Course course, LocalDate period) {
    Figure figure = course.figure(period);
    if (figure == null) {
      return Markup.NONE;
    }
    Optional<Measured> measured = Measured.of(figure, new Period(course.span().grain(), period));
    List<Markup> told = new ArrayList<>();
    for (Assessment.Line line : Assessment.of(measured.stream().toList())) {
      if (line.metric().equals(figure.metric())) {
        written(line).ifPresent(told::add);
      }
    }
    return told.isEmpty() ? Markup.NONE : element("p", "scores").add(told.toArray(Markup[]::new));
  }

  private static Optional<Element> written(Assessment.Line line) {
    BigDecimal score = line.score();
    String level = line.level();
    if (score != null) {
      String edition = line.edition().replace("quick-check-", "Quick Check ");
      return Optional.of(told(line, edition + ": " + Words.number(score) + " of 10"));
    }
    return level == null
        ? Optional.empty()
        : Optional.of(told(line, line.edition() + ": " + level));
  }

  private static Element told(Assessment.Line line, String text) {
    String thresholds = line.thresholds();
    Element told = element("span").text(text);
    return thresholds == null ? told : told.with("title", thresholds);
  }
}
