package dev.plumbline.streams.delivery.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.distribution.Distributions;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeriodSumsTest {

  private final Distributions distributions = new Distributions(new InMemoryOrderedStore());
  private final PeriodSums sums = new PeriodSums(distributions);

  @Test
  void shouldTellRatesInPerCentWithTwoDecimals() {
    sums.count(Counters.FINISHED, 8);
    sums.count(Counters.FAILED + "rollback", 2);
    sums.count(Counters.FAILED + "rollback+time-window", 1);
    sums.count(Counters.REWORK + "rollback", 1);

    // 3 of 8 are 37.5 %, 1 of 8 are 12.5 %
    assertThat(value("change-fail-rate"))
        .isEqualTo(
            new MetricValue(
                "change-fail-rate@1",
                8L,
                Map.of(),
                null,
                null,
                null,
                new BigDecimal("37.50"),
                Map.of("rollback", 2L, "rollback+time-window", 1L),
                null));
    assertThat(value("deployment-rework-rate").getValue()).isEqualTo("12.50");
    assertThat(value("deployment-rework-rate").getParts()).isEqualTo(Map.of("rollback", 1L));
  }

  @Test
  void shouldRoundHalvesAwayFromZero() {
    // 1 of 32 are 3.125 %
    sums.count(Counters.FINISHED, 32);
    sums.count(Counters.FAILED + "hotfix", 1);

    assertThat(value("change-fail-rate").getValue()).isEqualTo("3.13");
    assertThat(value("deployment-rework-rate").getValue()).isEqualTo("0.00");
  }

  @Test
  void shouldTellNothingOfPeriodWithoutDeployments() {
    assertThat(sums.metrics(Grain.MONTH)).isEmpty();
  }

  @Test
  void shouldTellNoFrequencyWithoutSuccess() {
    sums.count(Counters.FINISHED, 1);
    sums.count(Counters.FAILED + "failed-status", 1);
    sums.count(Counters.excluded(Measure.RECOVERY, "open"), 1);

    assertThat(sums.metrics(Grain.DAY).keySet())
        .containsExactly(
            "change-fail-rate", "deployment-rework-rate", "failed-deployment-recovery-time");
    assertThat(value("failed-deployment-recovery-time").getN()).isZero();
    assertThat(value("failed-deployment-recovery-time").getMedianSeconds()).isNull();
    assertThat(value("failed-deployment-recovery-time").getExcluded())
        .isEqualTo(Map.of("open", 1L));
  }

  @Test
  void shouldTellRecoveryOfThoseThatAreOver() {
    sums.count(Counters.FINISHED, 5);
    sums.values(Measure.RECOVERY).add(600);
    sums.values(Measure.RECOVERY).add(1_200);
    sums.values(Measure.RECOVERY).add(0);
    sums.values(Measure.RECOVERY).add(3_601);
    sums.count(Counters.excluded(Measure.RECOVERY, "negative-duration"), 1);

    MetricValue recovery = value("failed-deployment-recovery-time");
    assertThat(recovery.getN()).isEqualTo(4);
    assertThat(recovery.getMedianSeconds()).isEqualTo("900.00");
    assertThat(recovery.getValue()).isEqualTo("900.00");
    assertThat(recovery.getExcluded()).isEqualTo(Map.of("negative-duration", 1L));
  }

  @Test
  void shouldTellPullRequestsForMonthsOnlyWithTheirAuthors() {
    sums.count(Counters.SUCCESSES, 1);
    for (Measure measure : List.of(Measure.PULL_REQUEST, Measure.MERGE, Measure.CODING)) {
      distributions.add(List.of(measure.id()), Map.of(3_600L, 2L));
      sums.values(measure)
          .unite(List.of(measure.id()), distributions.buckets(List.of(measure.id())));
    }
    distributions.add(List.of("authors"), Map.of(7L, 1L, 1L << 61, 1L));
    sums.values(Measure.PULL_REQUEST_PEOPLE)
        .unite(List.of("authors"), distributions.buckets(List.of("authors")));
    sums.count(Counters.excluded(Measure.REVIEW, "no-review"), 2);

    assertThat(sums.metrics(Grain.WEEK).keySet())
        .containsExactly("change-lead-time", "deployment-days", "deployment-frequency");
    assertThat(sums.metrics(Grain.MONTH).keySet())
        .contains(
            "change-lead-time-pull-request",
            "change-lead-time-merge",
            "change-lead-time-coding",
            "change-lead-time-review")
        .doesNotContain("change-lead-time-pickup");
    assertThat(monthly("change-lead-time-pull-request").getContributors()).isEqualTo(2);
    assertThat(monthly("change-lead-time-coding").getDefinition())
        .isEqualTo("change-lead-time/pull-request/coding@1");
    assertThat(monthly("change-lead-time-merge").getContributors()).isNull();
    assertThat(monthly("change-lead-time-review").getN()).isZero();
    assertThat(monthly("change-lead-time-review").getContributors()).isZero();
  }

  private MetricValue monthly(String metric) {
    return sums.metrics(Grain.MONTH).get(metric);
  }

  private MetricValue value(String metric) {
    return sums.metrics(Grain.DAY).get(metric);
  }
}
