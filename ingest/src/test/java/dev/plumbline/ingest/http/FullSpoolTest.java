package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.plumbline.ingest.drain.TitleMapper;
import dev.plumbline.ingest.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullSpoolTest {

  private static final int DELIVERIES = 400;

  @TempDir Path data;

  @Test
  @DisplayName(
      "C5: with Kafka away the spool fills to its bound and answers 503 with Retry-After, never 500;"
          + " when Kafka is back it drains, accepts again and has lost nothing it acknowledged")
  void shouldRefuseBeyondBoundAndRecover() throws Exception {
    SpoolConfig small = new SpoolConfig(data.resolve("spool"), 2_000_000, 0, Duration.ZERO);
    try (TestDoor door = new TestDoor(data, new TitleMapper(), small)) {
      door.kafka.failWith(new IllegalStateException("away"));

      List<String> acknowledged = fill(door);

      door.kafka.failWith(null);
      await().untilAsserted(() -> expectAll(door, acknowledged));
      await().until(() -> door.deliver("github", "{\"title\":\"later\"}").status().isSuccess());
    }
  }

  @Test
  @DisplayName(
      "C5: a disk that is full is answered 503 with Retry-After; when it has room again the spool"
          + " goes on by itself and has lost nothing it acknowledged")
  void shouldSurviveFullDisk() throws Exception {
    Path disk = Files.createDirectory(data.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()))
        .as("mounting a small disk needs root")
        .isTrue();
    try {
      Path filler = disk.resolve("filler");
      Files.write(filler, new byte[2 << 20]);
      SpoolConfig config =
          new SpoolConfig(disk.resolve("spool"), 1L << 30, 0, Duration.ofMinutes(15));
      try (TestDoor door = new TestDoor(data, new TitleMapper(), config)) {
        door.kafka.failWith(new IllegalStateException("away"));

        List<String> acknowledged = fill(door);
        assertThat(door.server.health().isUp()).isFalse();

        Files.delete(filler);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> door.deliver("github", "{\"title\":\"later\"}").status().isSuccess());
        door.kafka.failWith(null);
        await().untilAsserted(() -> expectAll(door, acknowledged));
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  /** Delivers until most are refused. */
  private static List<String> fill(TestDoor door) {
    List<String> acknowledged = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < DELIVERIES; i++) {
      AggregatedHttpResponse answer =
          door.deliver("github", "{\"title\":\"" + i + "\",\"more\":\"" + noise(i) + "\"}");
      if (answer.status().code() == 503) {
        assertThat(answer.headers().get("retry-after")).isNotNull();
        refused++;
      } else {
        assertThat(answer.status().code()).isEqualTo(202);
        acknowledged.add(String.valueOf(i));
      }
    }
    assertThat(refused).isPositive();
    assertThat(acknowledged).isNotEmpty();
    assertThat(door.spool.rejected()).isEqualTo(refused);
    return acknowledged;
  }

  /** 50 kB that do not compress. */
  private static String noise(int seed) {
    return new Random(seed)
        .ints(50_000, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void expectAll(TestDoor door, List<String> acknowledged) {
    assertThat(
            door.kafka.arrived().stream().map(arrived -> arrived.event().value().get(1).toString()))
        .containsAll(acknowledged);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
