package dev.plumbline.dashboards.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dashboards.store.DoraMetric;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {

  private static final String LEAD = "change-lead-time";
  private static final String RECOVERY = "failed-deployment-recovery-time";
  private static final String FREQUENCY = "deployment-frequency";
  private static final String FAIL = "change-fail-rate";

  @ParameterizedTest
  @CsvSource({
    LEAD + ", 0, 10",
    LEAD + ", 3599, 10",
    LEAD + ", 3600, 8",
    LEAD + ", 86399, 8",
    LEAD + ", 86400, 6",
    LEAD + ", 604800, 6",
    LEAD + ", 604801, 4",
    RECOVERY + ", 2592000, 4",
    RECOVERY + ", 2592001, 2",
    RECOVERY + ", 15724800, 2",
    RECOVERY + ", 15724801, 0",
    FREQUENCY + ", 2, 10",
    FREQUENCY + ", 1.99, 8",
    FREQUENCY + ", 1, 8",
    FREQUENCY + ", 0.99, 6",
    FREQUENCY + ", 0.142858, 6",
    FREQUENCY + ", 0.14, 4",
    FREQUENCY + ", 0.03334, 4",
    FREQUENCY + ", 0.033, 2",
    FREQUENCY + ", 0.001, 0",
    FAIL + ", 0, 10",
    FAIL + ", 12.50, 8.75",
    FAIL + ", 100, 0",
    "deployment-rework-rate, 33.33, 6.667"
  })
  void shouldScoreAsQuickCheck(String metric, BigDecimal value, BigDecimal score) {
    assertThat(QuickCheck.score(measured(metric, value)).score()).isEqualByComparingTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "Y2021, " + LEAD + ", 3599, elite",
    "Y2021, " + LEAD + ", 3600, high",
    "Y2021, " + LEAD + ", 604801, medium",
    "Y2021, " + LEAD + ", 15724801, low",
    "Y2021, " + FREQUENCY + ", 1, high",
    "Y2021, " + FREQUENCY + ", 0.01, medium",
    "Y2021, " + FREQUENCY + ", 0.001, low",
    "Y2021, " + RECOVERY + ", 86400, medium",
    "Y2021, " + FAIL + ", 15, elite",
    "Y2021, " + FAIL + ", 16, high",
    "Y2021, " + FAIL + ", 31, low",
    "Y2023, " + LEAD + ", 3600, elite",
    "Y2023, " + LEAD + ", 86400, high",
    "Y2023, " + LEAD + ", 2592001, low",
    "Y2023, " + FREQUENCY + ", 0.15, high",
    "Y2023, " + FREQUENCY + ", 0.05, medium",
    "Y2023, " + FAIL + ", 5, elite",
    "Y2023, " + FAIL + ", 10, high",
    "Y2023, " + FAIL + ", 15, medium",
    "Y2023, " + FAIL + ", 15.01, low",
    "Y2024, " + FAIL + ", 9, high",
    "Y2024, " + FAIL + ", 20, high",
    "Y2024, " + FAIL + ", 20.01, low",
    "Y2024, " + RECOVERY + ", 86399, high",
    "Y2024, " + RECOVERY + ", 86400, low"
  })
  void shouldTellLevelOfYear(ReportLevels report, String metric, BigDecimal value, String level) {
    assertThat(report.of(measured(metric, value)))
        .hasValueSatisfying(reached -> assertThat(reached.level()).isEqualTo(level));
  }

  @Test
  void shouldTellThresholdsOfYear() {
    assertThat(ReportLevels.Y2023.of(measured(FAIL, BigDecimal.ONE)))
        .hasValueSatisfying(
            reached ->
                assertThat(reached.thresholds())
                    .isEqualTo("elite: 5%; high: 10%; medium: 15%; low: 64%"));
  }

  @Test
  void shouldGiveEveryLevelItsYearAndNoneWithoutOne() {
    List<Assessment.Line> lines = Assessment.of(List.of(measured(LEAD, BigDecimal.TEN)));

    assertThat(lines)
        .filteredOn(line -> line.level() != null)
        .extracting(Assessment.Line::edition)
        .containsExactly("2021", "2023", "2024");
    assertThat(lines)
        .filteredOn(line -> line.score() != null)
        .allSatisfy(line -> assertThat(line.edition()).isEqualTo("quick-check-2025"));
  }

  @Test
  void shouldSayWhatMeansAreWithout() {
    List<Assessment.Line> lines =
        Assessment.of(
            List.of(
                measured(LEAD, new BigDecimal("3600")),
                measured(FREQUENCY, new BigDecimal("2")),
                measured(FAIL, new BigDecimal("10.00"))));

    assertThat(line(lines, "throughput").score()).isEqualByComparingTo("9");
    assertThat(line(lines, "throughput").reason()).isEqualTo("without " + RECOVERY);
    assertThat(line(lines, "stability").score()).isEqualByComparingTo("9");
    assertThat(line(lines, "software-delivery").score()).isEqualByComparingTo("9");
    assertThat(line(lines, "software-delivery").reason())
        .isEqualTo("without " + RECOVERY + ", deployment-rework-rate");
  }

  @Test
  void shouldSayThatThereIsNoData() {
    List<Assessment.Line> lines = Assessment.of(List.of());

    assertThat(lines).hasSize(5 + 3 + 3 * 5);
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.score()).isNull();
              assertThat(line.level()).isNull();
              assertThat(line.reason()).isIn("no-data", "not-in-that-report");
            });
  }

  @Test
  void shouldRefuseMetricThatHasNoScore() {
    Measured days = new Measured(DoraMetric.DEPLOYMENT_DAYS, BigDecimal.ONE, 1);
    assertThatThrownBy(() -> QuickCheck.score(days)).hasMessageContaining("deployment-days");
  }

  private static Assessment.Line line(List<Assessment.Line> lines, String metric) {
    return lines.stream().filter(line -> line.metric().equals(metric)).findFirst().orElseThrow();
  }

  private static Measured measured(String metric, BigDecimal value) {
    return new Measured(DoraMetric.of(metric).orElseThrow(), value, 7);
  }
}
