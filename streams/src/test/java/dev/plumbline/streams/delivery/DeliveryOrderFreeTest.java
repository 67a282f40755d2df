package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.oracle.DeliveryOracle;
import dev.plumbline.oracle.PullRequestOracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The same set of events yields the same facts and metrics in any order and with any duplicates:
 * the final state of the compacted topics equals the oracle's.
 */
class DeliveryOrderFreeTest {

  /** 10,000 with the profile for long proofs. */
  private static final int HISTORIES = Integer.getInteger("plumbline.histories", 300);

  @Test
  void shouldEqualOracleInAnyOrderWithDuplicates() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      DeliveryHistory history = new DeliveryHistory(seed);
      Map<SpecificRecord, SpecificRecord> expected = oracle(history);
      assertSame(run(history.events(), seed), expected, "seed " + seed + " in order");
      assertSame(run(history.shuffled(seed), seed), expected, "seed " + seed + " shuffled");
    }
  }

  /** Names the rows that differ, which a comparison of whole maps does not. */
  private static void assertSame(
      Map<SpecificRecord, SpecificRecord> actual,
      Map<SpecificRecord, SpecificRecord> expected,
      String run) {
    Set<SpecificRecord> keys = new HashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    List<String> differences = new ArrayList<>();
    for (SpecificRecord key : keys) {
      if (!Objects.equals(actual.get(key), expected.get(key))) {
        differences.add(
            key + "\n  expected " + expected.get(key) + "\n  actual   " + actual.get(key));
      }
    }
    assertThat(differences).as(run).isEmpty();
  }

  private static Map<SpecificRecord, SpecificRecord> oracle(DeliveryHistory history) {
    DeliveryOracle oracle =
        new DeliveryOracle(history.repositories(), history.commits(), history.deployments());
    Map<SpecificRecord, SpecificRecord> expected = new HashMap<>();
    expected.putAll(oracle.changes());
    expected.putAll(oracle.deployments());
    expected.putAll(oracle.metrics());
    expected.putAll(
        new PullRequestOracle(history.repositories(), history.pullRequests(), history.reviews())
            .rows());
    return expected;
  }

  private static Map<SpecificRecord, SpecificRecord> run(List<SpecificRecord> events, long seed) {
    Random pauses = new Random(seed);
    try (DeliveryDriver driver = new DeliveryDriver()) {
      for (SpecificRecord event : events) {
        driver.send(event);
        if (pauses.nextInt(6) == 0) {
          driver.tick();
        }
      }
      driver.settle();
      return driver.state();
    }
  }
}
