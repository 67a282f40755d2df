package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.metric.Grain;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @Test
  void shouldShowWholeHistoryWithRunningMonth() {
    Span span = span(Grain.MONTH, null, null, TODAY, "2026-08-17");

    assertThat(span.periods())
        .extracting(LocalDate::toString)
        .containsExactly("2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01");
    assertThat(span.isPartial(LocalDate.of(2026, 11, 1))).isTrue();
    assertThat(span.full())
        .extracting(LocalDate::toString)
        .containsExactly("2026-09-01", "2026-10-01");
  }

  @Test
  void shouldLeaveOutPeriodThatHadNotEndedOnAPastDay() {
    Span span = span(Grain.MONTH, null, null, LocalDate.of(2026, 10, 15), "2026-08-17");
    assertThat(span.periods()).last().hasToString("2026-09-01");
    assertThat(span.full()).last().hasToString("2026-09-01");
  }

  @Test
  void shouldShowTwoYearsAtMostUnlessAsked() {
    assertThat(span(Grain.MONTH, null, null, TODAY, "2019-01-01").periods())
        .hasSize(25)
        .first()
        .hasToString("2024-11-01");
    assertThat(span(Grain.MONTH, LocalDate.of(2019, 1, 2), null, TODAY, "2019-01-01").periods())
        .first()
        .hasToString("2019-02-01");
  }

  @Test
  void shouldStartWeeksOnMonday() {
    assertThat(span(Grain.WEEK, null, null, TODAY, "2026-11-03").periods())
        .extracting(LocalDate::toString)
        .containsExactly("2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23");
  }

  @Test
  void shouldEndBeforeTheDayThatIsGiven() {
    assertThat(span(Grain.MONTH, null, LocalDate.of(2026, 10, 1), TODAY, "2026-08-17").periods())
        .last()
        .hasToString("2026-09-01");
  }

  private static Span span(
      Grain grain, LocalDate from, LocalDate to, LocalDate asOf, String begin) {
    return Span.of(
        new Question(ScopeKind.TEAM, "x", "production", grain, from, to, asOf, TODAY, Map.of()),
        grain,
        LocalDate.parse(begin));
  }
}
