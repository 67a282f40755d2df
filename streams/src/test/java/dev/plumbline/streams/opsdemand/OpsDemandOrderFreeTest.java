package dev.plumbline.streams.opsdemand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.oracle.OpsDemandOracle;
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
class OpsDemandOrderFreeTest {

  /** 10,000 with the profile for long proofs. */
  private static final int HISTORIES = Integer.getInteger("plumbline.histories", 300);

  @Test
  void shouldEqualOracleInAnyOrderWithDuplicates() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      OpsDemandHistory history = new OpsDemandHistory(seed);
      Map<SpecificRecord, SpecificRecord> expected = oracle(history);
      assertSame(run(history.events(), seed), expected, "seed " + seed + " in order");
      assertSame(run(history.shuffled(seed), seed), expected, "seed " + seed + " shuffled");
    }
  }

  /** A history in which nothing of a kind ever happens would prove nothing of it. */
  @Test
  void shouldMeetEveryCaseInHistories() {
    Set<String> reasons = new HashSet<>();
    int reopened = 0;
    int gone = 0;
    for (long seed = 1; seed <= HISTORIES; seed++) {
      OpsDemandHistory history = new OpsDemandHistory(seed);
      OpsDemandOracle oracle = new OpsDemandOracle(history.queues(), history.tickets());
      for (var ticket : oracle.tickets().values()) {
        reasons.add(String.valueOf(ticket.getExcludedReason()));
        reopened += ticket.getReopenings() > 0 ? 1 : 0;
      }
      long told = history.tickets().stream().map(each -> each.getTicket()).distinct().count();
      gone += oracle.tickets().size() < told ? 1 : 0;
    }
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "null", "created-unknown", "unknown-queue", "sub-task", "duplicate", "automated");
    assertThat(reopened).isPositive();
    assertThat(gone).isPositive();
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

  private static Map<SpecificRecord, SpecificRecord> oracle(OpsDemandHistory history) {
    OpsDemandOracle oracle = new OpsDemandOracle(history.queues(), history.tickets());
    Map<SpecificRecord, SpecificRecord> expected = new HashMap<>();
    expected.putAll(oracle.tickets());
    expected.putAll(oracle.metrics());
    return expected;
  }

  private static Map<SpecificRecord, SpecificRecord> run(List<SpecificRecord> events, long seed) {
    Random pauses = new Random(seed);
    try (OpsDemandDriver driver = new OpsDemandDriver()) {
      for (SpecificRecord event : events) {
        driver.send(event);
        if (pauses.nextInt(6) == 0) {
          driver.tick();
        }
      }
      driver.settle();
      assertThat(driver.deadLetters()).isEmpty();
      return driver.state();
    }
  }
}
