package dev.plumbline.dashboards.levels;

import dev.plumbline.dashboards.store.DoraMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of DORA's Quick Check, edition 2025, from 0 to 10. Of lead time, frequency and
 * recovery time, the six answers that can be chosen are 0, 2, 4, 6, 8 and 10; of the two rates,
 * each per cent costs a tenth. Scores of several metrics are the mean of theirs. See <a
 * href="https://dora.dev/quickcheck/">dora.dev/quickcheck</a> and its source, {@code
 * svelte/quick-check} in the repository {@code dora-team/dora.dev}.
 */
public final class QuickCheck {

  /** Its name beside a score. */
  public static final String EDITION = "quick-check-2025";

  /** Where it is published. */
  public static final String SOURCE = "https://dora.dev/quickcheck/";

  /** What makes up throughput. */
  public static final List<DoraMetric> THROUGHPUT =
      List.of(
          DoraMetric.CHANGE_LEAD_TIME,
          DoraMetric.DEPLOYMENT_FREQUENCY,
          DoraMetric.FAILED_DEPLOYMENT_RECOVERY_TIME);

  /** What makes up stability. */
  public static final List<DoraMetric> STABILITY =
      List.of(DoraMetric.CHANGE_FAIL_RATE, DoraMetric.DEPLOYMENT_REWORK_RATE);

  private static final int DECIMALS = 2;

  /** A score with the answer that it is for. */
  public record Score(BigDecimal score, String answer) {}

  private record Answer(double bound, int score, String text) {}

  private static final List<Answer> TIMES =
      List.of(
          new Answer(Spans.HOUR, 10, "Less than one hour"),
          new Answer(Spans.DAY, 8, "Less than one day"),
          new Answer(Spans.WEEK, 6, "One day to one week"),
          new Answer(Spans.MONTH, 4, "One week to one month"),
          new Answer(Spans.SIX_MONTHS, 2, "One to six months"),
          new Answer(Double.POSITIVE_INFINITY, 0, "More than six months"));

  private static final List<Answer> FREQUENCIES =
      List.of(
          new Answer(Spans.MULTIPLE_A_DAY, 10, "On demand (multiple deploys per day)"),
          new Answer(Spans.onceIn(Spans.DAY), 8, "Between once per hour and once per day"),
          new Answer(Spans.onceIn(Spans.WEEK), 6, "Between once per day and once per week"),
          new Answer(Spans.onceIn(Spans.MONTH), 4, "Between once per week and once per month"),
          new Answer(
              Spans.onceIn(Spans.SIX_MONTHS),
              2,
              "Between once per month and once every six months"),
          new Answer(0, 0, "Less than once per six months"));

  private QuickCheck() {}

  /** The score of one metric. */
  public static Score score(Measured measured) {
    return switch (measured.metric()) {
      case CHANGE_LEAD_TIME, FAILED_DEPLOYMENT_RECOVERY_TIME -> ofTime(measured.number());
      case DEPLOYMENT_FREQUENCY -> ofFrequency(measured.number());
      case CHANGE_FAIL_RATE, DEPLOYMENT_REWORK_RATE ->
          new Score(
              BigDecimal.TEN.subtract(
                  measured.value().divide(BigDecimal.TEN, DECIMALS + 1, RoundingMode.HALF_UP)),
              measured.value().stripTrailingZeros().toPlainString() + " %");
      default ->
          throw new IllegalArgumentException(
              "Expected one of DORA's five metrics, got " + measured.metric().id());
    };
  }

  /** The mean score of those of the metrics that there are; empty when there is none. */
  public static Optional<BigDecimal> mean(
      List<DoraMetric> metrics, Map<DoraMetric, BigDecimal> scores) {
    List<BigDecimal> there = metrics.stream().filter(scores::containsKey).map(scores::get).toList();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(
            there.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(there.size()), DECIMALS, RoundingMode.HALF_UP));
  }

  /** "Less than" an hour and a day, and up to a week, a month and six. */
  private static Score ofTime(double seconds) {
    for (Answer answer : TIMES) {
      boolean isStrict = answer.bound() <= Spans.DAY;
      if (isStrict ? seconds < answer.bound() : seconds <= answer.bound()) {
        return score(answer);
      }
    }
    throw new IllegalArgumentException("Expected a time in seconds, got " + seconds);
  }

  private static Score ofFrequency(double perDay) {
    return FREQUENCIES.stream()
        .filter(answer -> perDay >= answer.bound())
        .findFirst()
        .map(QuickCheck::score)
        .orElseThrow(
            () -> new IllegalArgumentException("Expected deployments a day, got " + perDay));
  }

  private static Score score(Answer answer) {
    return new Score(BigDecimal.valueOf(answer.score()), answer.text());
  }
}
