package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.Ingest;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerKilledTest {

  private static final long OUTAGE_SECONDS = Long.getLong("plumbline.outage", 4);
  private static final int PER_SECOND = 500;
  private static final String REGISTRY = "mock://broker-killed";

  @TempDir Path temporary;

  /** One ticket per source, whose version is the number in the body: its order can be seen. */
  private static final DeliveryMapper NUMBERS =
      delivery -> {
        long number =
            Long.parseLong(
                new String(delivery.body(), StandardCharsets.UTF_8).replaceAll("\\D", ""));
        TicketObserved ticket =
            TicketObserved.newBuilder()
                .setSource(delivery.source())
                .setTicket("one")
                .setVersion(number)
                .build();
        return new Mapping.Mapped(
            "number",
            List.of(
                new Event<>(
                    Topics.EVENTS_TICKETS, new TicketKey(delivery.source(), "one"), ticket)));
      };

  @Test
  @DisplayName(
      "C1: while the broker is killed and away every delivery is answered 2xx; when it is back all"
          + " are on the topic, once and in the order of each source")
  void shouldAcceptWhileBrokerIsAway() throws Exception {
    int port = FreePort.any();
    Path folder = Folders.temporary();
    Path log = temporary.resolve("broker.log");
    AvroSerdes serdes = AvroSerdes.on(REGISTRY);
    new SchemaRegistration(serdes.registry()).registerAll();
    Child broker = Child.start(BrokerProcess.class, log, folder.toString(), String.valueOf(port));
    IngestConfig config =
        new IngestConfig("127.0.0.1", 0, null, "127.0.0.1:" + port, REGISTRY, temporary);
    try (Ingest ingest =
        Ingest.start(
            config,
            new SimpleMeterRegistry(),
            Arrays.stream(SourceKind.values())
                .collect(Collectors.toMap(Function.identity(), kind -> NUMBERS)))) {
      Sender sender = new Sender(ingest.port(), temporary);
      // The first to go through, so that the broker dies with a producer at work.
      sender.github("issues", "{\"n\":0}").join();
      sender.jira("{\"n\":0}").join();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      long total = (OUTAGE_SECONDS + 2) * PER_SECOND;
      long start = System.nanoTime();
      int threads = 0;
      for (long n = 1; n <= total; n++) {
        if (n == PER_SECOND) {
          broker.kill();
        }
        awaitTurn(start, n);
        // In order of one source: the next goes when the one before is accepted.
        int lane = (int) (n % 2);
        String body = "{\"n\":" + (n + 1) / 2 + "}";
        CompletableFuture<HttpResponse<String>> before =
            answers.size() < 2
                ? CompletableFuture.completedFuture(null)
                : answers.get(answers.size() - 2);
        answers.add(
            before.thenCompose(
                done -> lane == 1 ? sender.github("issues", body) : sender.jira(body)));
        if (n == 2L * PER_SECOND) {
          threads = Thread.activeCount();
        }
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isIn(200, 202);
      }
      assertThat(Thread.activeCount()).as("threads").isLessThan(threads + 20);
      assertThat(ingest.health().isUp()).isFalse();

      broker = Child.start(BrokerProcess.class, log, folder.toString(), String.valueOf(port));

      List<Long> all = LongStream.rangeClosed(0, total / 2).boxed().toList();
      Records records = new Records("127.0.0.1:" + port);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(300))
          .until(() -> records.read(Topics.EVENTS_TICKETS).size() >= 2 * all.size());
      assertThat(numbers(records, serdes, "github")).isEqualTo(all);
      assertThat(numbers(records, serdes, "jira")).isEqualTo(all);
    } finally {
      broker.close();
      Folders.delete(folder);
    }
  }

  private static void awaitTurn(long start, long n) throws InterruptedException {
    long due = start + n * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    long left = due - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private static List<Long> numbers(Records records, AvroSerdes serdes, String source) {
    var values = serdes.value(TicketObserved.class).deserializer();
    return records.read(Topics.EVENTS_TICKETS).stream()
        .map(record -> values.deserialize(record.topic(), record.value()))
        .filter(ticket -> ticket.getSource().equals(source))
        .map(TicketObserved::getVersion)
        .toList();
  }
}
