package dev.plumbline.streams.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitedDistributionTest {

  private static final List<String> CELL = List.of("shop", "production", "v1");
  private static final List<String> OTHER = List.of("shop", "production", "v2");

  private final Distributions distributions = new Distributions(new InMemoryOrderedStore());

  @Test
  void shouldTakeMeanOfTwoMiddleValuesForEvenCount() {
    add(CELL, 10, 20, 31, 90);

    assertThat(united(CELL).percentile(50)).isEqualByComparingTo("25.5");
  }

  /** R: quantile(c(15, 20, 35, 40, 50), c(.5, .75, .9), type = 7) */
  @Test
  void shouldInterpolateLikeTypeSeven() {
    add(CELL, 15, 20, 35, 40, 50);

    assertThat(united(CELL).percentile(50)).isEqualByComparingTo("35");
    assertThat(united(CELL).percentile(75)).isEqualByComparingTo("40");
    assertThat(united(CELL).percentile(90)).isEqualByComparingTo("46");
  }

  @Test
  void shouldHaveNoPercentileWithoutValues() {
    assertThat(united(CELL).percentile(50)).isNull();
  }

  @Test
  void shouldRefuseNegativeValue() {
    assertThatThrownBy(() -> add(CELL, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBeEmptyAgainWhenEverythingIsTakenBack() {
    InMemoryOrderedStore store = new InMemoryOrderedStore();
    Distributions emptied = new Distributions(store);

    emptied.add(CELL, List.of(5L, 1_000_000L), List.of(-1, 3));
    emptied.add(CELL, List.of(5L, 1_000_000L), List.of(1, -3));

    assertThat(store.size()).isZero();
  }

  @Test
  void shouldEqualSortedValuesOfSeveralCellsAfterAddingAndTakingBack() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Distributions both = new Distributions(new InMemoryOrderedStore());
      List<Long> values = new ArrayList<>();
      fill(both, CELL, random, values);
      fill(both, OTHER, random, values);
      Collections.sort(values);

      UnitedDistribution united = new UnitedDistribution(both);
      united.unite(CELL, both.buckets(CELL));
      united.unite(OTHER, both.buckets(OTHER));

      assertThat(united.size()).isEqualTo(values.size());
      for (int percent : List.of(0, 1, 25, 50, 75, 90, 99, 100)) {
        assertThat(united.percentile(percent)).isEqualTo(expected(values, percent));
      }
    }
  }

  private static void fill(
      Distributions distributions, List<String> cell, Random random, List<Long> values) {
    for (int i = random.nextInt(60); i >= 0; i--) {
      long value = random.nextLong(1L << random.nextInt(1, 40));
      distributions.add(cell, List.of(value), List.of(1));
      if (random.nextInt(3) == 0) {
        distributions.add(cell, List.of(value), List.of(-1));
      } else {
        values.add(value);
      }
    }
  }

  private static BigDecimal expected(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return null;
    }
    BigDecimal position = BigDecimal.valueOf((sorted.size() - 1L) * percent, 2);
    int below = position.intValue();
    int above = Math.min(below + 1, sorted.size() - 1);
    BigDecimal gap = BigDecimal.valueOf(sorted.get(above) - sorted.get(below));
    return BigDecimal.valueOf(sorted.get(below))
        .add(gap.multiply(position.subtract(BigDecimal.valueOf(below))))
        .setScale(2);
  }

  private void add(List<String> cell, long... values) {
    for (long value : values) {
      distributions.add(cell, List.of(value), List.of(1));
    }
  }

  private UnitedDistribution united(List<String> cell) {
    UnitedDistribution united = new UnitedDistribution(distributions);
    united.unite(cell, distributions.buckets(cell));
    return united;
  }
}
