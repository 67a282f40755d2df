package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.store.EvidenceClasses;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Map<String, Long> PARTS =
      Map.of("failed-status", 1L, "rollback", 2L, "rollback+time-window", 4L);

  @Test
  void shouldLeaveOutOnlyWhatNothingElseSpeaksAgainst() {
    Figure counted = Evidence.without(Set.of("rollback"), figure(Metric.CHANGE_FAIL_RATE, 30));

    assertThat(counted.value()).isEqualByComparingTo("16.67");
    assertThat(counted.parts()).containsOnlyKeys("failed-status", "rollback+time-window");
    assertThat(
            Evidence.without(Set.of("rollback", "time-window"), figure(Metric.CHANGE_FAIL_RATE, 30))
                .parts())
        .containsOnlyKeys("failed-status");
  }

  @Test
  void shouldLeaveOtherFiguresAsTheyAre() {
    Figure recovery = figure(Metric.RECOVERY_TIME, 30);
    Figure nothing = figure(Metric.CHANGE_FAIL_RATE, 0);

    assertThat(Evidence.without(Set.of("rollback"), recovery)).isSameAs(recovery);
    assertThat(Evidence.without(Set.of("rollback"), nothing)).isSameAs(nothing);
    assertThat(Evidence.without(Set.of(), figure(Metric.REWORK_RATE, 30)).value())
        .isEqualByComparingTo("99");
  }

  @Test
  void shouldNameTheClassesAsRowsDo() {
    assertThat(Evidence.ids()).containsExactlyInAnyOrderElementsOf(EvidenceClasses.all());
    assertThat(Evidence.leftOut(Map.of("without", "hotfix,revert")))
        .containsExactlyInAnyOrder("hotfix", "revert");
    assertThat(Evidence.leftOut(Map.of())).isEmpty();
    assertThat(Evidence.counts(List.of("hotfix", "revert"), Set.of("hotfix"))).isTrue();
    assertThat(Evidence.counts(List.of("hotfix"), Set.of("hotfix", "revert"))).isFalse();
  }

  private static Figure figure(Metric metric, long n) {
    return new Figure(
        metric.id(),
        metric.definition(),
        LocalDate.of(2026, 10, 1),
        n,
        0,
        Map.of(),
        null,
        null,
        null,
        new BigDecimal("99"),
        PARTS,
        null);
  }
}
