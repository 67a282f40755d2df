package dev.plumbline.dashboards.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.metric.Grain;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

  @ParameterizedTest
  @CsvSource({
    "DAY, 2024-02-28T00:00:00Z, 2024-02-28",
    "DAY, 2024-02-28T00:00:01Z, 2024-02-29",
    "WEEK, 2024-01-01T00:00:00Z, 2024-01-01",
    "WEEK, 2024-01-02T00:00:00Z, 2024-01-08",
    "MONTH, 2024-01-01T00:00:00Z, 2024-01-01",
    "MONTH, 2024-12-31T23:59:59Z, 2025-01-01"
  })
  void shouldFindFirstPeriodThatStartsWithinRange(Grain grain, Instant from, LocalDate first) {
    assertThat(Periods.firstFrom(grain, from)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2024-03-01T00:00:00Z, 2024-02-29",
    "DAY, 2024-03-01T00:00:00.000000001Z, 2024-03-01",
    "WEEK, 2024-01-08T00:00:00Z, 2024-01-01",
    "WEEK, 2024-01-09T00:00:00Z, 2024-01-08",
    "MONTH, 2024-01-01T00:00:00Z, 2023-12-01",
    "MONTH, 2024-01-02T00:00:00Z, 2024-01-01"
  })
  void shouldFindLastPeriodThatStartsBeforeEnd(Grain grain, Instant to, LocalDate last) {
    assertThat(Periods.lastBefore(grain, to)).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTH, 2024-01-01, 2024-01-01, 1",
    "MONTH, 2024-01-01, 2025-01-01, 13",
    "WEEK, 2024-01-01, 2024-01-15, 3",
    "DAY, 2024-01-02, 2024-01-01, 0"
  })
  void shouldCountPeriods(Grain grain, LocalDate first, LocalDate last, long count) {
    assertThat(Periods.count(grain, first, last)).isEqualTo(count);
  }
}
