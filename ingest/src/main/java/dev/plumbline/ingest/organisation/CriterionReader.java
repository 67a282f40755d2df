package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.Window;
import dev.plumbline.ingest.organisation.ReviewMetric.Effect;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.validation.Problems;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks success criteria and guardrails: effect, direction and numbers must fit the metric. */
final class CriterionReader {

  private static final String LOWER = "lower";
  private static final String HIGHER = "higher";
  private static final String LEVEL = "level";

  private final Problems problems;
  private final Notes notes;
  private final Map<String, Integer> lines = new HashMap<>();

  CriterionReader(Problems problems, Notes notes) {
    this.problems = problems;
    this.notes = notes;
  }

  void checkCriteria(Section file, @Nullable ProgrammeEntry programme) {
    LocalDate deployment = programme == null ? null : start(programme, "deployment");
    file.list(
        "success_criteria",
        item -> {
          checkCriterion(item, deployment);
          return null;
        });
  }

  private static @Nullable LocalDate start(ProgrammeEntry programme, String phase) {
    return programme.phases().stream()
        .filter(window -> window.name().equals(phase))
        .map(Window::from)
        .findFirst()
        .orElse(null);
  }

  private void checkCriterion(YamlNode item, @Nullable LocalDate deployment) {
    Section criterion =
        Section.of(
            item,
            "a success criterion",
            problems,
            "id",
            "metric",
            "effect",
            "better",
            "minimal_change",
            "target",
            "target_kind",
            "agreed",
            "by");
    if (criterion == null) {
      return;
    }
    String id = criterion.name("id", NAME, NAME_RULE);
    Integer first = lines.putIfAbsent(id, criterion.line());
    criterion.require(
        first == null || id.isEmpty(),
        "id",
        "the success criterion \"%s\" is there already, on line %s".formatted(id, first));
    criterion.oneOrMore("by", TEXT, TEXT_RULE);
    noteLate(criterion, id, deployment);
    metric(criterion).ifPresent(metric -> checkNumbers(criterion, metric));
  }

  private void noteLate(Section criterion, String id, @Nullable LocalDate deployment) {
    LocalDate agreed = criterion.date("agreed");
    if (!criterion.has("agreed")) {
      notes.add(
          criterion.line(),
          "the success criterion \"%s\" does not say when it was agreed".formatted(id));
    } else if (agreed != null && deployment != null && !agreed.isBefore(deployment)) {
      notes.add(
          criterion.line(),
          "the success criterion \"%s\" was agreed late: on %s, and deployment began on %s"
              .formatted(id, agreed, deployment));
    }
  }

  /** The metric, if effect and direction fit it too. */
  private static Optional<ReviewMetric> metric(Section section) {
    requireKey(section, "metric");
    requireKey(section, "effect");
    Optional<ReviewMetric> metric = ReviewMetric.of(section.oneOf("metric", ReviewMetric.labels()));
    String effect = section.oneOf("effect", Effect.labels());
    if (metric.isEmpty() || effect == null) {
      return Optional.empty();
    }
    String expected = metric.get().effect().label();
    section.require(
        effect.equals(expected),
        "effect",
        "expected %s as \"effect\" of %s, got \"%s\""
            .formatted(expected, metric.get().label(), effect));
    return metric.filter(found -> effect.equals(expected));
  }

  private static void requireKey(Section section, String key) {
    section.require(section.has(key), key, "expected \"%s\" beside the others".formatted(key));
  }

  private static void checkNumbers(Section criterion, ReviewMetric metric) {
    String better = criterion.oneOf("better", List.of(LOWER, HIGHER));
    if (metric.better() == null) {
      criterion.wrong(
          criterion.line(),
          "expected a metric of which more or less is better, got \"%s\""
              .formatted(metric.label()));
      return;
    }
    criterion.require(
        better == null || better.equals(metric.better()),
        "better",
        "expected %s as \"better\" of %s, got \"%s\""
            .formatted(metric.better(), metric.label(), better));
    requireKey(criterion, "minimal_change");
    requireKey(criterion, "target");
    boolean isLevel = LEVEL.equals(criterion.oneOf("target_kind", List.of("change", LEVEL)));
    Double minimal = number(criterion, "minimal_change", metric);
    Double target =
        isLevel
            ? criterion.number("target", "a number not below 0", number -> number >= 0)
            : number(criterion, "target", metric);
    if (minimal != null && target != null && !isLevel) {
      criterion.require(
          isAsFar(target, minimal, metric),
          "target",
          "expected a target at least as far as the minimal change of %s, got %s"
              .formatted(minimal, target));
    }
  }

  private static @Nullable Double number(Section section, String key, ReviewMetric metric) {
    if (!metric.effect().isRatio()) {
      return section.number(key, "a number above 0", number -> number > 0);
    }
    return Objects.equals(metric.better(), LOWER)
        ? section.number(key, "a ratio above 0 and below 1", number -> number > 0 && number < 1)
        : section.number(key, "a ratio above 1", number -> number > 1);
  }

  private static boolean isAsFar(double target, double minimal, ReviewMetric metric) {
    return metric.effect().isRatio() && Objects.equals(metric.better(), LOWER)
        ? target <= minimal
        : target >= minimal;
  }

  void checkGuardrails(Section file) {
    file.list(
        "guardrails",
        item -> {
          Section guardrail =
              Section.of(item, "a guardrail", problems, "metric", "effect", "margin");
          if (guardrail != null) {
            requireKey(guardrail, "margin");
            metric(guardrail).ifPresent(metric -> checkMargin(guardrail, metric));
          }
          return null;
        });
  }

  /** A margin lies on the side that is worse. */
  private static void checkMargin(Section guardrail, ReviewMetric metric) {
    if (!metric.effect().isRatio()) {
      guardrail.number("margin", "a number above 0", number -> number > 0);
    } else if (Objects.equals(metric.better(), LOWER)) {
      guardrail.number("margin", "a ratio above 1", number -> number > 1);
    } else {
      guardrail.number("margin", "a ratio above 0 and below 1", number -> number > 0 && number < 1);
    }
  }
}
