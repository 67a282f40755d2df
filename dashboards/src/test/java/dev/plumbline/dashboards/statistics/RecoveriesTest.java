package dev.plumbline.dashboards.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.store.Failure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void shouldCensorWhatIsOpenAtThatTime() {
    Recoveries recoveries =
        Recoveries.of(
            List.of(lasting(10L), lasting(20L), lasting(null), lasting(500L)),
            START.plusSeconds(100));

    assertThat(recoveries.failures()).isEqualTo(4);
    assertThat(recoveries.recovered()).isEqualTo(2);
    assertThat(recoveries.open()).isEqualTo(2);
    assertThat(recoveries.median()).hasValue(15);
    assertThat(recoveries.kaplanMeier()).hasValue(20);
  }

  @Test
  void shouldNotKnowWhatFailedLater() {
    Recoveries recoveries = Recoveries.of(List.of(lasting(10L)), START.minusSeconds(1));

    assertThat(recoveries.failures()).isZero();
    assertThat(recoveries.kaplanMeier()).isEmpty();
    assertThat(recoveries.median()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatEndsBeforeItBegins() {
    Recoveries recoveries =
        Recoveries.of(List.of(lasting(-1L), lasting(10L)), START.plusSeconds(100));

    assertThat(recoveries.excluded()).isEqualTo(1);
    assertThat(recoveries.failures()).isEqualTo(2);
    assertThat(recoveries.median()).hasValue(10);
  }

  private static Failure lasting(Long seconds) {
    return new Failure(START, START, seconds == null ? null : START.plusSeconds(seconds));
  }
}
