package dev.plumbline.dashboards.levels;

import dev.plumbline.dashboards.store.DoraMetric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scores and levels of a period's figures. Where there is no figure, that is said instead. */
public final class Assessment {

  /** DORA's five metrics. */
  public static final List<DoraMetric> FIVE =
      Stream.concat(QuickCheck.THROUGHPUT.stream(), QuickCheck.STABILITY.stream()).toList();

  /**
   * One score or level.
   *
   * @param metric name of the metric, or software-delivery, throughput or stability for a mean
   * @param edition quick-check-2025, or the year of a report
   * @param value what was measured, null without a figure
   * @param unit of the value
   * @param n facts that it rests on
   * @param score from 0 to 10, null for a level
   * @param level null for a score
   * @param thresholds the answer or thresholds that decided
   * @param reason why there is none, or what a mean is without
   * @param source where the edition is published
   */
  public record Line(
      String metric,
      String edition,
      @Nullable BigDecimal value,
      @Nullable String unit,
      @Nullable Long n,
      @Nullable BigDecimal score,
      @Nullable String level,
      @Nullable String thresholds,
      @Nullable String reason,
      String source) {}

  private static final String NO_DATA = "no-data";
  private static final String NOT_IN_REPORT = "not-in-that-report";

  private final Map<DoraMetric, Measured> measured = new EnumMap<>(DoraMetric.class);
  private final List<Line> lines = new ArrayList<>();

  private Assessment(List<Measured> all) {
    all.forEach(one -> measured.put(one.metric(), one));
  }

  /** Scores first, then levels by year, each metric in the same order. */
  public static List<Line> of(List<Measured> all) {
    Assessment assessment = new Assessment(all);
    assessment.scores();
    for (ReportLevels report : ReportLevels.values()) {
      FIVE.forEach(metric -> assessment.level(report, metric));
    }
    return List.copyOf(assessment.lines);
  }

  private void scores() {
    Map<DoraMetric, BigDecimal> scores = new EnumMap<>(DoraMetric.class);
    for (DoraMetric metric : FIVE) {
      Measured one = measured.get(metric);
      if (one == null) {
        lines.add(missing(metric, QuickCheck.EDITION, NO_DATA, QuickCheck.SOURCE));
      } else {
        QuickCheck.Score score = QuickCheck.score(one);
        scores.put(metric, score.score());
        lines.add(
            line(one, QuickCheck.EDITION, score.score(), null, score.answer(), QuickCheck.SOURCE));
      }
    }
    mean("throughput", QuickCheck.THROUGHPUT, scores);
    mean("stability", QuickCheck.STABILITY, scores);
    mean("software-delivery", FIVE, scores);
  }

  private void mean(String name, List<DoraMetric> metrics, Map<DoraMetric, BigDecimal> scores) {
    String without =
        metrics.stream()
            .filter(metric -> !scores.containsKey(metric))
            .map(DoraMetric::id)
            .collect(Collectors.joining(", "));
    BigDecimal mean = QuickCheck.mean(metrics, scores).orElse(null);
    String reason = without.isEmpty() ? null : "without " + without;
    lines.add(
        new Line(
            name,
            QuickCheck.EDITION,
            null,
            null,
            null,
            mean,
            null,
            null,
            mean == null ? NO_DATA : reason,
            QuickCheck.SOURCE));
  }

  private void level(ReportLevels report, DoraMetric metric) {
    Measured one = measured.get(metric);
    if (metric == DoraMetric.DEPLOYMENT_REWORK_RATE) {
      lines.add(missing(metric, report.year(), NOT_IN_REPORT, report.source()));
    } else if (one == null) {
      lines.add(missing(metric, report.year(), NO_DATA, report.source()));
    } else {
      ReportLevels.Reached reached = report.of(one).orElseThrow();
      lines.add(
          line(one, report.year(), null, reached.level(), reached.thresholds(), report.source()));
    }
  }

  private static String unit(DoraMetric metric) {
    return metric == DoraMetric.DEPLOYMENT_FREQUENCY ? "deployments a day" : metric.unit();
  }

  private static Line missing(DoraMetric metric, String edition, String reason, String source) {
    return new Line(
        metric.id(), edition, null, unit(metric), null, null, null, null, reason, source);
  }

  private static Line line(
      Measured one,
      String edition,
      @Nullable BigDecimal score,
      @Nullable String level,
      String thresholds,
      String source) {
    return new Line(
        one.metric().id(),
        edition,
        one.value(),
        unit(one.metric()),
        one.n(),
        score,
        level,
        thresholds,
        null,
        source);
  }
}
