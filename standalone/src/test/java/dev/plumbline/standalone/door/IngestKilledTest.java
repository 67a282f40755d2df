package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestKilledTest {

  private static final int KILLS = Integer.getInteger("plumbline.kills", 6);
  private static final long SEED = 1_815;
  private static final int IN_FLIGHT = 32;
  private static final int LATEST_KILL_MILLIS = 700;

  @TempDir Path temporary;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> again = new ConcurrentLinkedQueue<>();
  private final AtomicLong next = new AtomicLong();

  @Test
  @DisplayName(
      "C3: ingest is killed again and again under load; what was answered 2xx is on the topic, and"
          + " the spool opens every time")
  void shouldLoseNothingThatWasAcknowledged() throws Exception {
    Path folder = Folders.temporary();
    Random random = new Random(SEED);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      for (int kill = 0; kill < KILLS; kill++) {
        int port = FreePort.any();
        try (Child ingest = ingest(kafka, port)) {
          long end =
              System.nanoTime()
                  + TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(LATEST_KILL_MILLIS));
          send(new Sender(port, temporary), end, ingest);
        }
      }
      int port = FreePort.any();
      try (Child ingest = ingest(kafka, port)) {
        Sender sender = new Sender(port, temporary);
        while (!again.isEmpty()) {
          HttpResponse<String> answer = sender.github("issues", again.remove()).join();
          assertThat(answer.statusCode()).isIn(200, 202);
          acknowledged.add(Sender.id(answer));
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * 10);
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(300))
            .untilAsserted(() -> assertThat(arrived(kafka)).containsAll(acknowledged));
        assertThat(ingest.output()).doesNotContain("ERROR");
      }
      // What arrived was accepted once, answered or not: nothing came from nowhere.
      assertThat(arrived(kafka)).hasSizeLessThanOrEqualTo((int) next.get());
      assertThat(new Records(kafka.bootstrap()).read(Topics.QUARANTINE)).isEmpty();
    } finally {
      Folders.delete(folder);
    }
  }

  private Child ingest(EmbeddedKafka kafka, int port) {
    return Child.start(
        IngestProcess.class,
        temporary.resolve("ingest.log"),
        String.valueOf(port),
        kafka.bootstrap(),
        temporary.toString());
  }

  /** Sends as fast as answers come until the end, and kills in the middle of it. */
  private void send(Sender sender, long end, Child ingest) throws InterruptedException {
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    while (System.nanoTime() < end) {
      inFlight.acquire();
      String waiting = again.poll();
      String body = waiting == null ? issue(next.incrementAndGet()) : waiting;
      sender
          .github("issues", body)
          .whenComplete(
              (answer, error) -> {
                if (error == null && answer.statusCode() / 100 == 2) {
                  acknowledged.add(Sender.id(answer));
                } else {
                  again.add(body);
                }
                inFlight.release();
              });
    }
    ingest.kill();
    inFlight.acquire(IN_FLIGHT);
  }

  private static String issue(long n) {
    return Sender.issue(String.valueOf(n), n);
  }

  private static Set<String> arrived(EmbeddedKafka kafka) {
    Set<String> ids = new HashSet<>();
    new Records(kafka.bootstrap())
        .read(Topics.EVENTS_TICKETS)
        .forEach(
            record ->
                ids.add(
                    new String(
                        record.headers().lastHeader("plumbline-delivery").value(),
                        StandardCharsets.US_ASCII)));
    return ids;
  }
}
