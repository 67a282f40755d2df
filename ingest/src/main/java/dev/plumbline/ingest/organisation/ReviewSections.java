package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.validation.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what is agreed for the review: metrics, success criteria, guardrails, statistics. */
final class ReviewSections {

  private static final List<String> CLOCKS =
      List.of("access_ready", "hr_start", "account_active", "org_member", "platform_onboarded");
  private static final List<String> CLASSES =
      List.of("request", "question", "incident", "change", "migration");
  private static final List<String> CLASS_KEYS = List.of("count", "guardrail", "separate");
  private static final int LARGEST = 1_000_000;
  private static final int MOST_DAYS = 1_000;

  private final CriterionReader criteria;

  ReviewSections(Problems problems, Notes notes) {
    this.criteria = new CriterionReader(problems, notes);
  }

  void check(Section file, @Nullable ProgrammeEntry programme) {
    checkMetrics(file);
    criteria.checkCriteria(file, programme);
    criteria.checkGuardrails(file);
    checkStatistics(file);
  }

  private static void checkMetrics(Section file) {
    Section metrics = file.section("metrics", "the metrics", "time_to_first_pr", "ops_demand");
    if (metrics == null) {
      return;
    }
    checkTimeToFirstPr(metrics);
    checkOpsDemand(metrics);
  }

  private static void checkTimeToFirstPr(Section metrics) {
    Section metric =
        metrics.section(
            "time_to_first_pr", "time_to_first_pr", "start", "end", "nth", "unit", "horizon");
    if (metric == null) {
      return;
    }
    metric.oneOf("start", CLOCKS);
    metric.oneOf("end", List.of("merged", "opened"));
    // Its effect is told in working days, so there is no other unit.
    metric.oneOf("unit", List.of("working_days"));
    metric.wholeNumber("horizon", 1, MOST_DAYS);
    metric.list(
        "nth",
        item -> {
          if (!item.text().matches("[1-9]\\d{0,2}")) {
            metric.wrong(
                item.line(),
                "expected a whole number from 1 to 999 in \"nth\" of time_to_first_pr, got %s"
                    .formatted(item.description()));
          }
          return null;
        });
  }

  private static void checkOpsDemand(Section metrics) {
    Section metric =
        metrics.section("ops_demand", "ops_demand", "count", "guardrail", "separate", "per");
    if (metric == null) {
      return;
    }
    metric.oneOf("per", List.of("100_devs_20_workdays"));
    Map<String, String> seen = new HashMap<>();
    for (String key : CLASS_KEYS) {
      metric.list(
          key,
          item -> {
            checkClass(metric, key, item.line(), item.text(), seen);
            return null;
          });
    }
  }

  private static void checkClass(
      Section metric, String key, int line, String name, Map<String, String> seen) {
    if (!CLASSES.contains(name)) {
      metric.wrong(
          line,
          "expected one of %s in \"%s\" of ops_demand, got \"%s\""
              .formatted(String.join(", ", CLASSES), key, name));
    }
    String other = seen.putIfAbsent(name, key);
    if (other != null) {
      metric.wrong(
          line,
          "expected \"%s\" once in ops_demand, got it in \"%s\" and \"%s\""
              .formatted(name, other, key));
    }
  }

  private static void checkStatistics(Section file) {
    Section statistics =
        file.section("statistics", "statistics", "alpha", "multiplicity", "bootstrap", "floors");
    if (statistics == null) {
      return;
    }
    statistics.number(
        "alpha", "a number above 0 and up to 0.5", alpha -> alpha > 0 && alpha <= 0.5);
    statistics.oneOf("multiplicity", List.of("holm", "benjamini_hochberg", "none"));
    Section bootstrap = statistics.section("bootstrap", "the bootstrap", "replicates", "seed");
    if (bootstrap != null) {
      bootstrap.wholeNumber("replicates", 100, LARGEST);
      bootstrap.wholeNumber("seed", 0, 999_999_999);
    }
    Section floors =
        statistics.section("floors", "the floors", "events", "rate_events", "coverage");
    if (floors != null) {
      floors.wholeNumber("events", 1, LARGEST);
      floors.wholeNumber("rate_events", 1, LARGEST);
      floors.number("coverage", "a number from 0 to 1", share -> share >= 0 && share <= 1);
    }
  }
}
