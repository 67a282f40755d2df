package dev.plumbline.dashboards.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.dashboards.statistics.KaplanMeier.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published figures of the data set aml of R's package survival, and figures made with R. */
class KaplanMeierTest {

  private static final String MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";
  private static final String NON_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45";

  @ParameterizedTest
  @CsvSource({
    MAINTAINED + ", 31",
    NON_MAINTAINED + ", 23",
    "6 8 9 11 12 14 15+ 17 19 21 24 28 30+ 45+, 17",
    "2 3 3 4 5 6 7 8 9 12 15+ 20+, 6.5"
  })
  void shouldGiveMedianAsRDoes(String durations, double median) {
    assertThat(KaplanMeier.of(read(durations)).median()).hasValue(median);
  }

  @ParameterizedTest
  @CsvSource({
    "8.9, 1",
    "9, 0.909",
    "13, 0.818",
    "17, 0.818",
    "18, 0.716",
    "23, 0.614",
    "31, 0.491",
    "34, 0.368",
    "48, 0.184",
    "500, 0.184"
  })
  void shouldGiveSurvivalAsRDoes(double time, double survival) {
    assertThat(KaplanMeier.of(read(MAINTAINED)).survivalAfter(time))
        .isCloseTo(survival, within(0.0005));
  }

  @Test
  void shouldNotDependOnOrder() {
    List<Observation> observations = new ArrayList<>(read(MAINTAINED));
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(observations, random);
      assertThat(KaplanMeier.of(observations).median()).hasValue(31);
    }
  }

  @Test
  void shouldHaveNoMedianWhenHalfIsNotReached() {
    assertThat(KaplanMeier.of(read("1 2+ 3+ 4+")).median()).isEmpty();
    assertThat(KaplanMeier.of(read("5+ 6+")).median()).isEmpty();
    assertThat(KaplanMeier.of(List.of()).median()).isEmpty();
  }

  @Test
  void shouldCountEndBeforeWhatIsCensoredAtTheSameTime() {
    assertThat(KaplanMeier.of(read("4 4+")).survivalAfter(4)).isEqualTo(0.5);
    assertThat(KaplanMeier.of(read("4 4+")).median()).hasValue(4);
  }

  @Test
  void shouldTakeMiddleOfWhileInWhichExactlyHalfIsLeft() {
    assertThat(KaplanMeier.of(read("1 2 3 10")).median()).hasValue(2.5);
    assertThat(KaplanMeier.of(read("1 2 3+ 10")).median()).hasValue(6);
  }

  private static List<Observation> read(String durations) {
    return Arrays.stream(durations.split(" "))
        .map(
            each -> new Observation(Double.parseDouble(each.replace("+", "")), !each.endsWith("+")))
        .toList();
  }
}
