package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.plumbline.ingest.drain.TitleMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedDoorTest {

  private static final String BODY = TestDoor.EVENT;

  @TempDir Path data;
  private TestDoor door;

  @BeforeEach
  void open() throws Exception {
    door = new TestDoor(data, new TitleMapper());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  @DisplayName(
      "A1: a delivery without exactly one well-formed, right signature gets one fixed 401 and"
          + " leaves nothing behind, from every source")
  void shouldRefuseForgedDeliveries() {
    Set<String> answers = new HashSet<>();
    for (String source : List.of("github", "ghes", "jira", "pagerduty")) {
      String name = TestDoor.signatureHeader(source);
      String prefix = source.equals("pagerduty") ? "v1=" : "sha256=";
      String good = prefix + TestDoor.sign(TestDoor.secret(source), BODY).substring(7);
      String digest = good.substring(prefix.length());
      List<UnaryOperator<RequestHeadersBuilder>> forged =
          List.of(
              headers -> headers,
              headers -> headers.set(name, ""),
              headers -> headers.set(name, prefix),
              headers -> headers.set("x-hub-signature", "sha1=" + digest.substring(0, 40)),
              headers -> headers.set(name, good.replace(prefix, "sha1=")),
              headers -> headers.set(name, digest),
              headers -> headers.set(name, good.substring(0, good.length() - 1)),
              headers -> headers.set(name, good + "00"),
              headers -> headers.set(name, prefix + "g".repeat(64)),
              headers -> headers.set(name, prefix + "０".repeat(64)),
              headers -> headers.set(name, prefix + hex("x".repeat(32), BODY)),
              headers -> headers.set(name, prefix + hex(TestDoor.secret(source), BODY + " ")),
              headers -> headers.add(name, good).add(name, good),
              headers -> headers.add(name, good).add(name, prefix + "0".repeat(64)));
      for (UnaryOperator<RequestHeadersBuilder> forgery : forged) {
        AggregatedHttpResponse answer = door.post("/webhooks/" + source, BODY, forgery);
        assertThat(answer.status().code()).isEqualTo(401);
        answers.add(answer.contentUtf8());
      }
    }
    assertThat(answers).hasSize(1);
    assertThat(door.spool.bytes()).isZero();
    assertThat(door.count("plumbline.ingest.refused", "reason", "wrong-signature"))
        .isEqualTo(4 * 14);
  }

  private static String hex(String secret, String body) {
    return TestDoor.sign(secret, body).substring(7);
  }

  @Test
  @DisplayName("A1: a right signature in capital letters is as good")
  void shouldAcceptUpperCaseSignature() {
    String good = TestDoor.sign(TestDoor.secret("github"), BODY).substring(7);

    AggregatedHttpResponse answer =
        door.post(
            "/webhooks/github",
            BODY,
            headers ->
                headers.set("X-Hub-Signature-256", "sha256=" + good.toUpperCase(Locale.ROOT)));

    assertThat(answer.status().code()).isEqualTo(202);
  }

  @Test
  void shouldAnswerAsTheSenderExpects() {
    AggregatedHttpResponse github = door.deliver("github", BODY);
    AggregatedHttpResponse jira = door.deliver("jira", BODY);

    assertThat(github.status().code()).isEqualTo(202);
    assertThat(github.contentUtf8()).matches("\\{\"status\":\"accepted\",\"id\":\"[0-9a-f]{64}\"}");
    assertThat(github.headers().get("cache-control")).isEqualTo("no-store");
    assertThat(github.headers().get("x-content-type-options")).isEqualTo("nosniff");
    // Atlassian counts only 200 and 204 as delivered.
    assertThat(jira.status().code()).isEqualTo(200);
    await().untilAsserted(() -> assertThat(door.kafka.arrived()).hasSize(2));
  }

  @Test
  void shouldHandGithubsFormOnAsItIs() {
    String form = "payload=%7B%22title%22%3A%22a+form%22%7D";

    AggregatedHttpResponse answer =
        door.post(
            "/webhooks/github",
            form,
            headers ->
                headers
                    .set("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                    .set("x-hub-signature-256", TestDoor.sign(TestDoor.secret("github"), form)));

    assertThat(answer.status().code()).isEqualTo(202);
    // A form is no JSON, which is all that the mapper of this test knows.
    await().untilAsserted(() -> assertThat(door.kafka.quarantined()).hasSize(1));
    var record = door.kafka.quarantined().get(0);
    assertThat(record.getHeaders())
        .containsEntry("content-type", "application/x-www-form-urlencoded");
    assertThat(new String(record.getBody().array(), StandardCharsets.US_ASCII)).isEqualTo(form);
  }

  @Test
  @DisplayName(
      "A3: what one source signed is refused at another, whatever the request says of itself")
  void shouldRefuseSignatureOfOtherSource() {
    Map<String, String> disguises =
        Map.of(
            "user-agent", "GitHub-Hookshot/044aadd",
            "x-github-enterprise-host", "github.com",
            "x-atlassian-webhook-identifier", "1");
    List<String> all = List.of("github", "ghes", "jira", "pagerduty", "team-a");
    for (String signer : all) {
      for (String receiver : all) {
        String signature = TestDoor.sign(TestDoor.secret(signer), BODY);
        AggregatedHttpResponse answer =
            door.post(
                "/webhooks/" + receiver,
                BODY,
                headers -> {
                  disguises.forEach(headers::set);
                  return headers
                      .set("x-hub-signature", signature)
                      .set("x-hub-signature-256", signature)
                      .set("x-pagerduty-signature", signature.replace("sha256=", "v1="))
                      .set("authorization", "Bearer " + TestDoor.secret(signer));
                });
        // What has a token signs nothing, and has no webhook.
        assertThat(answer.status().isSuccess())
            .isEqualTo(signer.equals(receiver) && !receiver.equals("team-a"));
      }
    }
  }

  @Test
  @DisplayName(
      "A4: while secrets are changed over each active one is accepted and counted by its position,"
          + " a retired one is refused, without a restart")
  void shouldAcceptActiveSecretsAlone() throws Exception {
    String old = "old-secret-".repeat(4);
    String young = "new-secret-".repeat(4);
    Path file = data.resolve("secrets").resolve("github");

    Files.writeString(file, young + "\r\n\n" + old + "\n");
    await().until(() -> isAccepted(young, "first"));
    assertThat(isAccepted(old, "second")).isTrue();
    assertThat(isAccepted(TestDoor.secret("github"), "third")).isFalse();
    assertThat(verified("1")).isEqualTo(1);
    assertThat(verified("2")).isEqualTo(1);

    Files.writeString(file, young + "\n");
    await().until(() -> !isAccepted(old, "fourth" + System.nanoTime()));
    assertThat(isAccepted(young, "fifth")).isTrue();
  }

  @Test
  @DisplayName(
      "A4: of PagerDuty's list of signatures one that fits is enough, wherever it stands among 20;"
          + " more than 20 are refused, whatever is among them, and so are those of other versions")
  void shouldAcceptOneOfTwentySignatures() {
    String bad = "v1=" + "0".repeat(64);
    String good = "v1=" + TestDoor.sign(TestDoor.secret("pagerduty"), BODY).substring(7);
    for (int place : new int[] {0, 7, 19}) {
      List<String> list = new ArrayList<>(Collections.nCopies(20, bad));
      list.set(place, good);
      assertThat(pagerDuty(String.join(",", list))).isTrue();
      assertThat(pagerDuty(String.join(", ", list))).isTrue();
      assertThat(pagerDuty(String.join(",", list) + "," + bad)).isFalse();
    }
    assertThat(pagerDuty(good + ",v2=" + "1".repeat(64))).isTrue();
    assertThat(pagerDuty(good.replace("v1=", "v2="))).isFalse();
    assertThat(pagerDuty(good.replace("v1=", "v2=") + "," + bad)).isFalse();
    assertThat(pagerDuty(good + ",".repeat(20))).isFalse();
  }

  private boolean pagerDuty(String signatures) {
    return door.post(
            "/webhooks/pagerduty",
            BODY,
            headers -> headers.set("x-pagerduty-signature", signatures))
        .status()
        .isSuccess();
  }

  private double verified(String position) {
    return door.count("plumbline.ingest.verified", "source", "github", "secret", position);
  }

  private boolean isAccepted(String secret, String title) {
    String body = "{\"title\":\"" + title + "\"}";
    return door.post(
            "/webhooks/github",
            body,
            headers -> headers.set("x-hub-signature-256", TestDoor.sign(secret, body)))
        .status()
        .isSuccess();
  }

  @Test
  @DisplayName(
      "A6: a captured body sent again under another delivery number, event or spelling of headers"
          + " is answered 2xx and changes nothing")
  void shouldNotBeMovedByReplays() {
    String signature = TestDoor.sign(TestDoor.secret("github"), BODY);
    List<UnaryOperator<RequestHeadersBuilder>> replays =
        List.of(
            headers -> headers.set("x-github-event", "issues").set("x-github-delivery", "1"),
            headers -> headers.set("x-github-event", "issues").set("x-github-delivery", "2"),
            headers -> headers.set("X-GITHUB-EVENT", "issues").set("X-Github-Delivery", "3"),
            headers -> headers.set("x-github-event", "push").set("x-github-delivery", "4"),
            headers -> headers.set("x-github-event", "a b\tc"));

    List<AggregatedHttpResponse> answers =
        replays.stream()
            .map(
                replay ->
                    door.post(
                        "/webhooks/github",
                        BODY,
                        headers -> replay.apply(headers.set("X-HUB-Signature-256", signature))))
            .toList();

    assertThat(answers).allMatch(answer -> answer.status().isSuccess());
    assertThat(answers.stream().map(answer -> answer.contentUtf8().contains("duplicate")))
        .containsExactly(false, true, true, false, false);
    // Every event has the key and value of the first: an upsert of the same.
    await().untilAsserted(() -> assertThat(door.kafka.arrived()).hasSize(3));
    assertThat(door.kafka.arrived().stream().map(arrived -> arrived.event()).distinct()).hasSize(1);
    assertThat(door.kafka.arrived().stream().map(arrived -> arrived.delivery().id()).distinct())
        .hasSize(1);
  }

  @Test
  void shouldCountWhatIsSignedButUnknown() {
    assertThat(door.deliver("github", "{\"title\":\"ping\"}").status().code()).isEqualTo(202);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        door.count("plumbline.ingest.ignored", "source", "github", "kind", "ping"))
                    .isEqualTo(1));
    assertThat(door.kafka.quarantined()).isEmpty();
  }
}
