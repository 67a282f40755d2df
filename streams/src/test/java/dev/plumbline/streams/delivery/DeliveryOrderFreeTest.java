package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.oracle.DeliveryOracle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The same set of events yields the same facts and metrics in any order and with any duplicates:
 * the final state of the compacted topics equals the oracle's.
 */
class DeliveryOrderFreeTest {

  /** Ten times as many under the profile for long proofs. */
  private static final int HISTORIES = Integer.getInteger("plumbline.histories", 300);

  @Test
  void shouldEqualOracleInAnyOrderWithDuplicates() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      DeliveryHistory history = new DeliveryHistory(seed);
      Map<SpecificRecord, SpecificRecord> expected = oracle(history);
      assertThat(run(history.events(), seed)).as("seed %s in order", seed).isEqualTo(expected);
      assertThat(run(history.shuffled(seed), seed))
          .as("seed %s shuffled", seed)
          .isEqualTo(expected);
    }
  }

  private static Map<SpecificRecord, SpecificRecord> oracle(DeliveryHistory history) {
    DeliveryOracle oracle =
        new DeliveryOracle(history.repositories(), history.commits(), history.deployments());
    Map<SpecificRecord, SpecificRecord> expected = new HashMap<>();
    expected.putAll(oracle.changes());
    expected.putAll(oracle.deployments());
    expected.putAll(oracle.metrics());
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
