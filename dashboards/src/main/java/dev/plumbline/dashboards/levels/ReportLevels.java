package dev.plumbline.dashboards.levels;

import static dev.plumbline.dashboards.levels.ReportLevels.Level.ELITE;
import static dev.plumbline.dashboards.levels.ReportLevels.Level.HIGH;
import static dev.plumbline.dashboards.levels.ReportLevels.Level.LOW;
import static dev.plumbline.dashboards.levels.ReportLevels.Level.MEDIUM;

import dev.plumbline.dashboards.store.DoraMetric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The performance levels of one of DORA's yearly reports. The reports describe groups of answers
 * that occur together, with gaps between them, and where the figures of two groups are the wrong
 * way round they stay so. A figure has the best level whose published figure it reaches, and the
 * lowest when it reaches none; there is no level of all metrics together.
 *
 * <p>Tables: Accelerate State of DevOps 2021, page 9 and 10; 2023, chapter "How do you compare?";
 * 2024, chapter "Software delivery performance". All at <a
 * href="https://dora.dev/publications/">dora.dev/publications</a>.
 */
public enum ReportLevels {
  Y2021(
      "2021",
      "https://dora.dev/research/2021/dora-report/",
      Map.of(
          DoraMetric.DEPLOYMENT_FREQUENCY,
          List.of(
              atLeast(ELITE, Spans.MULTIPLE_A_DAY, "On-demand (multiple deploys per day)"),
              onceIn(HIGH, Spans.MONTH, "Between once per week and once per month"),
              onceIn(MEDIUM, Spans.SIX_MONTHS, "Between once per month and once every 6 months"),
              otherwise("Fewer than once per six months")),
          DoraMetric.CHANGE_LEAD_TIME,
          List.of(
              lessThan(ELITE, Spans.HOUR, "Less than one hour"),
              upTo(HIGH, Spans.WEEK, "Between one day and one week"),
              upTo(MEDIUM, Spans.SIX_MONTHS, "Between one month and six months"),
              otherwise("More than six months")),
          DoraMetric.FAILED_DEPLOYMENT_RECOVERY_TIME,
          List.of(
              lessThan(ELITE, Spans.HOUR, "Less than one hour"),
              lessThan(HIGH, Spans.DAY, "Less than one day"),
              upTo(MEDIUM, Spans.WEEK, "Between one day and one week"),
              otherwise("More than six months")),
          DoraMetric.CHANGE_FAIL_RATE,
          List.of(
              upTo(ELITE, 15, "0%-15%"),
              upTo(HIGH, 30, "16%-30%"),
              upTo(MEDIUM, 30, "16%-30%"),
              otherwise("16%-30%")))),

  Y2023(
      "2023",
      "https://dora.dev/research/2023/dora-report/",
      Map.of(
          DoraMetric.DEPLOYMENT_FREQUENCY,
          List.of(
              atLeast(ELITE, Spans.MULTIPLE_A_DAY, "On demand"),
              onceIn(HIGH, Spans.WEEK, "Between once per day and once per week"),
              onceIn(MEDIUM, Spans.MONTH, "Between once per week and once per month"),
              otherwise("Between once per week and once per month")),
          DoraMetric.CHANGE_LEAD_TIME,
          List.of(
              lessThan(ELITE, Spans.DAY, "Less than one day"),
              upTo(HIGH, Spans.WEEK, "Between one day and one week"),
              upTo(MEDIUM, Spans.MONTH, "Between one week and one month"),
              otherwise("Between one week and one month")),
          DoraMetric.FAILED_DEPLOYMENT_RECOVERY_TIME,
          List.of(
              lessThan(ELITE, Spans.HOUR, "Less than one hour"),
              lessThan(HIGH, Spans.DAY, "Less than one day"),
              upTo(MEDIUM, Spans.WEEK, "Between one day and one week"),
              otherwise("Between one month and six months")),
          DoraMetric.CHANGE_FAIL_RATE,
          List.of(
              upTo(ELITE, 5, "5%"),
              upTo(HIGH, 10, "10%"),
              upTo(MEDIUM, 15, "15%"),
              otherwise("64%")))),

  Y2024(
      "2024",
      "https://dora.dev/research/2024/dora-report/",
      Map.of(
          DoraMetric.DEPLOYMENT_FREQUENCY,
          List.of(
              atLeast(ELITE, Spans.MULTIPLE_A_DAY, "On demand (multiple deploys per day)"),
              onceIn(HIGH, Spans.WEEK, "Between once per day and once per week"),
              onceIn(MEDIUM, Spans.MONTH, "Between once per week and once per month"),
              otherwise("Between once per month and once every six months")),
          DoraMetric.CHANGE_LEAD_TIME,
          List.of(
              lessThan(ELITE, Spans.DAY, "Less than one day"),
              upTo(HIGH, Spans.WEEK, "Between one day and one week"),
              upTo(MEDIUM, Spans.MONTH, "Between one week and one month"),
              otherwise("Between one month and six months")),
          DoraMetric.FAILED_DEPLOYMENT_RECOVERY_TIME,
          List.of(
              lessThan(ELITE, Spans.HOUR, "Less than one hour"),
              lessThan(HIGH, Spans.DAY, "Less than one day"),
              lessThan(MEDIUM, Spans.DAY, "Less than one day"),
              otherwise("Between one week and one month")),
          DoraMetric.CHANGE_FAIL_RATE,
          List.of(
              upTo(ELITE, 5, "5%"),
              upTo(HIGH, 20, "20%"),
              upTo(MEDIUM, 10, "10%"),
              otherwise("40%"))));

  /** The levels, the best first. */
  enum Level {
    ELITE,
    HIGH,
    MEDIUM,
    LOW
  }

  private enum Comparison {
    LESS_THAN,
    UP_TO,
    AT_LEAST,
    ANY
  }

  private record Threshold(Level level, Comparison comparison, double bound, String text) {

    boolean isReachedBy(double value) {
      return switch (comparison) {
        case LESS_THAN -> value < bound;
        case UP_TO -> value <= bound;
        case AT_LEAST -> value >= bound;
        case ANY -> true;
      };
    }
  }

  /**
   * A level of a year.
   *
   * @param level elite, high, medium or low
   * @param thresholds what the report says of each level of the metric
   */
  public record Reached(String level, String thresholds) {}

  private final String year;
  private final String source;
  private final Map<DoraMetric, List<Threshold>> table;

  ReportLevels(String year, String source, Map<DoraMetric, List<Threshold>> table) {
    this.year = year;
    this.source = source;
    this.table = table;
  }

  /** The year of the report, without which a level says nothing. */
  public String year() {
    return year;
  }

  /** Where the report is published. */
  public String source() {
    return source;
  }

  /** The level of a figure; empty for a metric that the report has no levels of. */
  public Optional<Reached> of(Measured measured) {
    List<Threshold> thresholds = table.get(measured.metric());
    return thresholds == null
        ? Optional.empty()
        : thresholds.stream()
            .filter(threshold -> threshold.isReachedBy(measured.number()))
            .findFirst()
            .map(threshold -> new Reached(name(threshold.level()), text(thresholds)));
  }

  private static String text(List<Threshold> thresholds) {
    StringBuilder text = new StringBuilder();
    thresholds.forEach(
        threshold ->
            text.append(text.isEmpty() ? "" : "; ")
                .append(name(threshold.level()))
                .append(": ")
                .append(threshold.text()));
    return text.toString();
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static Threshold lessThan(Level level, double bound, String text) {
    return new Threshold(level, Comparison.LESS_THAN, bound, text);
  }

  private static Threshold upTo(Level level, double bound, String text) {
    return new Threshold(level, Comparison.UP_TO, bound, text);
  }

  private static Threshold atLeast(Level level, double bound, String text) {
    return new Threshold(level, Comparison.AT_LEAST, bound, text);
  }

  private static Threshold onceIn(Level level, double seconds, String text) {
    return atLeast(level, Spans.onceIn(seconds), text);
  }

  private static Threshold otherwise(String text) {
    return new Threshold(LOW, Comparison.ANY, 0, text);
  }
}
