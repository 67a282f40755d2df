package dev.plumbline.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.spool.Spool.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final Duration KEEP = Duration.ofMinutes(15);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  void shouldReadWhatWasAppendedInItsOrder() throws Exception {
    try (Spool spool = open()) {
      List<CompletableFuture<Stored>> stored =
          IntStream.range(0, 2_000).mapToObj(i -> append(spool, "d" + i)).toList();

      assertThat(stored.stream().map(CompletableFuture::join)).containsOnly(Stored.NEW);
      assertThat(ids(spool)).containsExactlyElementsOf(ids(2_000));
    }
  }

  @Test
  void shouldTellDuplicateAsLongAsItIsThere() throws Exception {
    try (Spool spool = open()) {
      CompletableFuture<Stored> first = append(spool, "one");
      CompletableFuture<Stored> second = append(spool, "one");
      assertThat(List.of(first.join(), second.join()))
          .containsExactly(Stored.NEW, Stored.DUPLICATE);
      assertThat(append(spool, "one").join()).isEqualTo(Stored.DUPLICATE);

      spool.drained(1);
      clock.pass(KEEP.plusSeconds(1));
      spool.removeOld();

      assertThat(append(spool, "one").join()).isEqualTo(Stored.NEW);
    }
  }

  @Test
  void shouldKeepDrainedEntriesForFifteenMinutes() throws Exception {
    try (Spool spool = open()) {
      IntStream.range(0, 10).forEach(i -> append(spool, "d" + i).join());
      long all = spool.bytes();
      spool.drained(5);
      clock.pass(KEEP.minusSeconds(1));
      spool.drained(7);
      spool.removeOld();
      assertThat(spool.bytes()).isEqualTo(all);

      clock.pass(Duration.ofSeconds(2));
      spool.removeOld();
      assertThat(spool.bytes()).isEqualTo(all / 2);
      clock.pass(KEEP);
      spool.removeOld();
      assertThat(spool.bytes()).isEqualTo(all * 3 / 10);
      assertThat(spool.waiting()).isEqualTo(3);
      assertThat(spool.oldest()).isGreaterThan(KEEP);
    }
  }

  @Test
  void shouldGoOnBehindWhatWasDrainedAfterAnOrderlyEnd() throws Exception {
    try (Spool spool = open()) {
      IntStream.range(0, 5).forEach(i -> append(spool, "d" + i).join());
      spool.drained(3);
    }

    try (Spool spool = open()) {
      assertThat(spool.drainedUpTo()).isEqualTo(3);
      assertThat(ids(spool)).containsExactly("d3", "d4");
      assertThat(append(spool, "d1").join()).isEqualTo(Stored.DUPLICATE);
      append(spool, "d5").join();
      assertThat(ids(spool)).containsExactly("d3", "d4", "d5");
    }
  }

  @Test
  void shouldNeverGiveSequenceAgainThatWasDrained() throws Exception {
    try (Spool spool = open()) {
      append(spool, "d0").join();
      spool.drained(1);
      clock.pass(KEEP.plusSeconds(1));
      spool.removeOld();
      assertThat(spool.bytes()).isZero();
    }

    try (Spool spool = open()) {
      append(spool, "d1").join();
      assertThat(ids(spool)).containsExactly("d1");
    }
  }

  @Test
  void shouldRefuseMoreThanItMayHold() throws Exception {
    SpoolConfig small = new SpoolConfig(folder, 2_000, 0, Duration.ZERO);
    try (Spool spool = Spool.open(small, clock)) {
      append(spool, "a".repeat(900)).join();
      append(spool, "b".repeat(900)).join();

      assertThatThrownBy(() -> append(spool, "c".repeat(900)).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              SpoolException.class,
              full -> assertThat(full.reason()).isEqualTo(SpoolException.Reason.FULL));
      assertThat(spool.rejected()).isEqualTo(1);

      spool.drained(2);
      spool.removeOld();
      assertThat(append(spool, "c".repeat(900)).join()).isEqualTo(Stored.NEW);
    }
  }

  @Test
  void shouldRefuseWhenTheDiskIsNearlyFull() {
    SpoolConfig greedy = new SpoolConfig(folder, 1L << 30, 99, KEEP);
    try (Spool spool = Spool.open(greedy, clock)) {
      // Five gibibytes free are always enough, so a machine with more has room.
      assertThat(spool.check().isUp())
          .isEqualTo(folder.toFile().getUsableSpace() >= SpoolConfig.MOST_FREE);
    }
  }

  @Test
  void shouldRefuseAfterClose() {
    Spool spool = open();
    spool.close();

    assertThatThrownBy(() -> append(spool, "late").join()).hasCauseInstanceOf(SpoolException.class);
  }

  private Spool open() {
    return Spool.open(new SpoolConfig(folder, 1L << 30, 0, KEEP), clock);
  }

  private CompletableFuture<Stored> append(Spool spool, String id) {
    byte[] fingerprint = ByteBuffer.allocate(32).putInt(id.hashCode()).array();
    return spool.append(
        new Delivery(
            id.substring(0, Math.min(id.length(), 20)),
            "github",
            clock.instant(),
            Map.of("x-github-event", "issues"),
            id.getBytes(StandardCharsets.UTF_8)),
        fingerprint);
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "d" + i).toList();
  }

  private static List<String> ids(Spool spool) throws InterruptedException {
    return spool.read(spool.drainedUpTo(), 10_000, 1L << 30, Duration.ZERO).stream()
        .map(entry -> entry.delivery().id())
        .toList();
  }

  /** A clock that stands until it is told. */
  private static final class TestClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
