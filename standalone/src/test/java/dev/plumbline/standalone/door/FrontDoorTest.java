package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.running.Commands.Outcome;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.UpProcess;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The front door of {@code up}, from outside. */
class FrontDoorTest {

  private static final String CANARY = "canary0123456789canary";

  @Test
  @DisplayName(
      "A9: what is secret in headers, addresses, unsigned bodies and configuration is in no answer,"
          + " log, metric, topic or file of the instance")
  void shouldKeepSecretsToItself() throws Exception {
    Path folder = Folders.temporary();
    try (UpProcess up = UpProcess.start(folder)) {
      Sender sender = new Sender(up.commands().port() + 1, folder);
      String secret = Files.readString(folder.resolve("secrets").resolve("github")).strip();
      assertThat(up.output()).contains("/webhooks/github").contains("secrets");

      HttpResponse<String> accepted =
          sender
              .send(
                  withCanaries(sender.request("github", Sender.issue("1", 1)))
                      .header("X-GitHub-Event", "issues")
                      .header(
                          "X-Hub-Signature-256", sender.signature("github", Sender.issue("1", 1))))
              .join();
      HttpResponse<String> unusable = sender.github("issues", "{\"no\":\"issue\"}").join();
      HttpResponse<String> jira = sender.jira("{\"webhookEvent\":\"jira:issue_created\"}").join();
      HttpResponse<String> forged =
          sender.send(withCanaries(sender.request("github", CANARY))).join();
      HttpResponse<String> inAddress =
          sender.send(sender.request("github?token=" + CANARY, "{}")).join();
      HttpResponse<String> elsewhere = sender.send(sender.request(CANARY, "{}")).join();

      assertThat(List.of(accepted, unusable, jira, forged, inAddress, elsewhere))
          .extracting(HttpResponse::statusCode)
          .containsExactly(202, 202, 200, 401, 400, 404);
      Records records = new Records(up.address("Kafka"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(records.read(Topics.EVENTS_TICKETS)).hasSize(1);
                assertThat(records.read(Topics.QUARANTINE)).hasSize(2);
              });
      expectQuarantine(up, Sender.id(unusable));
      String metrics = up.commands().get(2, "/metrics").body();
      assertThat(metrics)
          .contains("plumbline_ingest_refused_total{reason=\"token-in-query\"} 1.0")
          .contains("plumbline_ingest_accepted_total{source=\"github\"} 2.0")
          .contains("plumbline_ingest_quarantined_total{source=\"jira\"} 1.0");
      String said =
          metrics
              + up.commands().get(1, "/health").body()
              + up.commands().get(1, "/quarantine").body()
              + up.output()
              + accepted.body()
              + forged.body()
              + inAddress.body()
              + elsewhere.body();
      assertThat(said).doesNotContain(CANARY).doesNotContain(secret);
      up.stop("TERM");
      assertThat(filesWith(folder, CANARY)).isEmpty();
      assertThat(filesWith(folder, secret)).containsExactly(Path.of("secrets", "github"));
    } finally {
      Folders.delete(folder);
    }
  }

  private static HttpRequest.Builder withCanaries(HttpRequest.Builder request) {
    return request
        .header("Authorization", "Bearer " + CANARY)
        .header("X-Gitlab-Token", CANARY)
        .header("Cookie", "session=" + CANARY)
        .header("X-Hub-Signature", "sha1=" + CANARY)
        .header("User-Agent", CANARY);
  }

  private static void expectQuarantine(UpProcess up, String id) {
    Outcome listed = up.commands().run("quarantine");
    assertThat(listed.status()).as(listed.output()).isZero();
    assertThat(listed.output())
        .contains("ACCEPTED", "github", "jira", id.substring(0, 12), "Expected");
    Outcome replayed = up.commands().run("replay", "quarantine");
    assertThat(replayed.output().strip())
        .isEqualTo("0 used now, 0 of no use, 2 still in quarantine.");
  }

  private static List<Path> filesWith(Path folder, String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> contains(file, wanted))
          .map(folder::relativize)
          .toList();
    }
  }

  private static boolean contains(Path file, byte[] wanted) {
    try {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
