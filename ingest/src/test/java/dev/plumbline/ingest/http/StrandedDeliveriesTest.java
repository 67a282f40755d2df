package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.ingest.drain.EventRefusedException;
import dev.plumbline.ingest.drain.TitleMapper;
import dev.plumbline.ingest.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries that neither their topics nor the quarantine take. */
class StrandedDeliveriesTest {

  private static final String UNUSABLE = "{\"no\":\"title\"}";

  @TempDir Path data;

  @Test
  void shouldKeepWhatEvenTheQuarantineRefuses() throws Exception {
    try (TestDoor door = open()) {
      door.kafka.closeQuarantine(true);
      door.deliver("github", UNUSABLE);
      door.deliver("github", "{\"title\":\"next\"}");

      await().untilAsserted(() -> assertThat(door.kafka.arrived()).hasSize(1));
      assertThat(door.stranded.count()).isEqualTo(1);
      assertThat(door.meters.get("plumbline.ingest.stranded").gauge().value()).isEqualTo(1);
      assertThat(door.meters.get("plumbline.ingest.stranded.bytes").gauge().value()).isPositive();
      assertThat(door.server.health().isUp()).isTrue();
      assertThat(door.server.health().toJson())
          .contains("\"stranded\":\"up: 1 deliveries could not even be quarantined");
      assertThat(door.client().get("/quarantine").aggregate().join().contentUtf8())
          .contains("\"stranded\":true", "Stranded, the quarantine did not take it: Too large");
    }
  }

  @Test
  void shouldKeepMappedDeliveryThatBothRefuseAndGoOn() throws Exception {
    try (TestDoor door = open()) {
      door.kafka.closeQuarantine(true);
      door.kafka.failWith(new EventRefusedException("Too large", null));
      door.deliver("github", "{\"title\":\"one\"}");
      await().untilAsserted(() -> assertThat(door.stranded.count()).isEqualTo(1));

      door.kafka.failWith(null);
      door.deliver("github", "{\"title\":\"two\"}");

      await().untilAsserted(() -> assertThat(door.kafka.arrived()).hasSize(1));
      assertThat(door.drain.check().isUp()).isTrue();
    }
  }

  @Test
  void shouldOfferAgainAfterRestart() throws Exception {
    try (TestDoor door = open()) {
      door.kafka.closeQuarantine(true);
      door.deliver("github", UNUSABLE);
      await().untilAsserted(() -> assertThat(door.stranded.count()).isEqualTo(1));
    }

    try (TestDoor door = open()) {
      await().untilAsserted(() -> assertThat(door.stranded.count()).isZero());
      assertThat(door.kafka.quarantined()).hasSize(1);
      assertThat(new String(door.kafka.quarantined().get(0).getBody().array())).isEqualTo(UNUSABLE);
    }
  }

  @Test
  void shouldOfferAgainOnReplay() throws Exception {
    try (TestDoor door = open()) {
      door.kafka.closeQuarantine(true);
      door.kafka.failWith(new EventRefusedException("Too large", null));
      door.deliver("github", "{\"title\":\"one\"}");
      door.deliver("github", UNUSABLE);
      await().untilAsserted(() -> assertThat(door.stranded.count()).isEqualTo(2));
      assertThat(replay(door)).isEqualTo("{\"mapped\":0,\"ignored\":0,\"remaining\":2}");

      door.kafka.failWith(null);
      assertThat(replay(door)).isEqualTo("{\"mapped\":1,\"ignored\":0,\"remaining\":1}");
      assertThat(door.stranded.count()).isEqualTo(1);

      door.kafka.closeQuarantine(false);
      assertThat(replay(door)).isEqualTo("{\"mapped\":0,\"ignored\":0,\"remaining\":1}");
      assertThat(door.stranded.count()).isZero();
      assertThat(door.kafka.quarantined()).hasSize(1);
    }
  }

  @Test
  void shouldKeepBodyThatNoRecordHolds() throws Exception {
    byte[] noise = new byte[9 << 20];
    new Random(1).nextBytes(noise);
    try (TestDoor door = open()) {
      assertThat(door.deliver("github", noise).status().code()).isEqualTo(202);

      await().untilAsserted(() -> assertThat(door.stranded.count()).isEqualTo(1));
      var kept = door.stranded.find(door.stranded.names().get(0)).orElseThrow();
      assertThat(kept.delivery().body()).isEqualTo(noise);
      assertThat(kept.reason()).contains("Expected JSON").contains("more than a record holds");
      assertThat(door.kafka.quarantined()).isEmpty();
    }
  }

  @Test
  void shouldWaitWithTheDeliveryWhenThereIsNoRoomForIt() throws Exception {
    SpoolConfig small = new SpoolConfig(data.resolve("spool"), 8_000, 0, Duration.ofMinutes(15));
    try (TestDoor door = new TestDoor(data, new TitleMapper(), small)) {
      door.kafka.closeQuarantine(true);
      String large = "{\"no\":\"" + "x".repeat(1_200) + "\"}";
      door.deliver("github", large);

      await().untilAsserted(() -> assertThat(door.drain.check().isUp()).isFalse());
      assertThat(door.drain.check().detail()).contains("Expected at most 1000 bytes");
      assertThat(door.spool.waiting()).isEqualTo(1);

      door.kafka.closeQuarantine(false);
      await().untilAsserted(() -> assertThat(door.kafka.quarantined()).hasSize(1));
    }
  }

  @Test
  void shouldLeaveDamagedFileWhereItIs() throws Exception {
    try (TestDoor door = open()) {
      door.kafka.closeQuarantine(true);
      door.deliver("github", UNUSABLE);
      await().untilAsserted(() -> assertThat(door.stranded.count()).isEqualTo(1));
      Path file = onlyFile();
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));

      assertThat(replay(door)).isEqualTo("{\"mapped\":0,\"ignored\":0,\"remaining\":0}");
      assertThat(file).exists();
      assertThat(door.stranded.count()).isEqualTo(1);
    }
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("stranded"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private TestDoor open() throws Exception {
    return new TestDoor(data, new TitleMapper());
  }

  private static String replay(TestDoor door) {
    return door.post("/quarantine/replay", "{}", headers -> headers).contentUtf8();
  }
}
