package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.history.DeliveryHistory;
import dev.plumbline.oracle.Differences;
import dev.plumbline.oracle.delivery.DeliveryOracle;
import dev.plumbline.oracle.delivery.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The same set of events yields the same facts and metrics in any order and with any duplicates:
 * the final state of the compacted topics equals the oracle's. A history has some 55 events, which
 * are sent once in order, and shuffled with each up to five times.
 */
class DeliveryOrderFreeTest {

  /** 10,000 with the profile for long proofs. */
  private static final int HISTORIES = Integer.getInteger("plumbline.histories", 1_000);

  /** Fewer are for looking at one seed. */
  private static final int ENOUGH_TO_MEET_ALL = 300;

  /** The seed to begin with. */
  private static final int FIRST = Integer.getInteger("plumbline.history", 1);

  @Test
  void shouldEqualOracleInAnyOrderWithDuplicates() {
    LongStream.range(FIRST, FIRST + HISTORIES).parallel().forEach(DeliveryOrderFreeTest::prove);
  }

  private static void prove(long seed) {
    DeliveryHistory history = new DeliveryHistory(seed);
    List<Message> inOrder = history.inOrder();
    Map<SpecificRecord, SpecificRecord> expected = new DeliveryOracle(inOrder).rows();
    assertSame(run(inOrder, seed), expected, "seed " + seed + " in order");
    assertSame(run(history.shuffled(seed), seed), expected, "seed " + seed + " shuffled");
  }

  @Test
  void shouldMeetEveryClassAndReason() {
    Coverage coverage = new Coverage();
    for (long seed = 1; seed <= Math.max(HISTORIES, ENOUGH_TO_MEET_ALL); seed++) {
      List<Message> history = new DeliveryHistory(seed).inOrder();
      coverage.add(history, new DeliveryOracle(history).rows());
    }
    System.out.println(coverage);
    assertThat(coverage.missing()).isEmpty();
  }

  private static void assertSame(
      Map<SpecificRecord, SpecificRecord> actual,
      Map<SpecificRecord, SpecificRecord> expected,
      String run) {
    assertThat(Differences.between(actual, expected)).as(run).isEmpty();
  }

  private static Map<SpecificRecord, SpecificRecord> run(List<Message> messages, long seed) {
    Random pauses = new Random(seed);
    try (DeliveryDriver driver = new DeliveryDriver()) {
      for (Message message : messages) {
        driver.send(message);
        if (pauses.nextInt(6) == 0) {
          driver.tick();
        }
      }
      driver.settle();
      return new HashMap<>(driver.state());
    }
  }
}
