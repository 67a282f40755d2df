package dev.plumbline.dashboards.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2025-03, 2025-03-01T00:00:00Z, 2025-04-01T00:00:00Z, 31",
    "2024-02, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, 29",
    "2025-W10, 2025-03-03T00:00:00Z, 2025-03-10T00:00:00Z, 7",
    "2026-W01, 2025-12-29T00:00:00Z, 2026-01-05T00:00:00Z, 7",
    "2025-03-07, 2025-03-07T00:00:00Z, 2025-03-08T00:00:00Z, 1"
  })
  void shouldReadAndWritePeriods(String text, Instant from, Instant to, long days) {
    Period period = Period.parse(text).orElseThrow();
    assertThat(period.from()).isEqualTo(from);
    assertThat(period.to()).isEqualTo(to);
    assertThat(period.days()).isEqualTo(days);
    assertThat(period).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2025", "2025-13", "2025-W54", "2025-02-30", "2025-3", "march", "2025-W1"})
  void shouldRefuseWhatIsNoPeriod(String text) {
    assertThat(Period.parse(text)).isEmpty();
  }
}
