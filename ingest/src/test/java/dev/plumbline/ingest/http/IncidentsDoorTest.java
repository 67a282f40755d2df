package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.ingest.incident.IncidentsMapper;
import dev.plumbline.ingest.source.SourceKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /events/incidents}. */
class IncidentsDoorTest {

  private static final String PATH = "/events/incidents";
  private static final int CAP = SourceKind.INCIDENTS.largestBody();

  @TempDir Path data;
  private TestDoor door;

  @BeforeEach
  void open() throws Exception {
    door = new TestDoor(data, new IncidentsMapper());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void shouldBringReportToTopic() {
    AggregatedHttpResponse answer = door.report("team-a", incident("INC-1", "a"));

    assertThat(answer.status().code()).isEqualTo(202);
    assertThat(answer.contentUtf8()).matches("\\{\"status\":\"accepted\",\"id\":\"[0-9a-f]{64}\"}");
    assertThat(answer.headers().get("cache-control")).isEqualTo("no-store");
    await().untilAsserted(() -> assertThat(incidents()).hasSize(1));
    IncidentObserved incident = incidents().get(0);
    assertThat(incident.getSource()).isEqualTo("team-a");
    assertThat(incident.getService()).isEqualTo("a");
    assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
  }

  @Test
  void shouldTakeListAndAnswerTheSameAgainAsDuplicate() {
    String body = "[" + incident("1", "a") + "," + incident("2", "a-jobs") + "]";

    assertThat(door.report("team-a", body).contentUtf8()).contains("accepted");
    AggregatedHttpResponse again = door.report("team-a", body);

    assertThat(again.status().code()).isEqualTo(200);
    assertThat(again.contentUtf8()).contains("duplicate");
    await().untilAsserted(() -> assertThat(incidents()).hasSize(2));
  }

  @Test
  void shouldTellCallerEverythingThatIsWrong() {
    AggregatedHttpResponse answer =
        door.report("team-a", "{\"id\":\"1\",\"service\":\"a\",\"start\":\"2026\"}");

    assertThat(answer.status().code()).isEqualTo(400);
    assertThat(answer.contentUtf8())
        .contains("Unknown field start", "Expected updated_at, or another time");
    assertThat(door.spool.bytes()).isZero();
    assertThat(door.count("plumbline.ingest.refused", "reason", "wrong-content")).isEqualTo(1);
  }

  @Test
  void shouldTakeReportWithoutServiceForOneOfItsOwnIncidents() {
    assertThat(
            door.report("team-a", "{\"id\":\"1\",\"resolved_at\":\"2026-03-01T09:00:00Z\"}")
                .status()
                .code())
        .isEqualTo(202);
    await().untilAsserted(() -> assertThat(incidents()).hasSize(1));
    assertThat(incidents().get(0).getSource()).isEqualTo("team-a");
  }

  @Test
  void shouldRefuseOtherMethods() {
    AggregatedHttpResponse answer =
        door.client()
            .execute(RequestHeaders.of(HttpMethod.GET, PATH, "content-type", "application/json"))
            .aggregate()
            .join();

    assertThat(answer.status().code()).isEqualTo(405);
    assertThat(answer.headers().get("allow")).isEqualTo("POST");
  }

  @Test
  @DisplayName(
      "A1: a report without exactly one right token gets one fixed 401 and leaves nothing behind")
  void shouldRefuseWithoutToken() {
    String good = TestDoor.secret("team-a");
    String body = incident("1", "a");
    List<UnaryOperator<RequestHeadersBuilder>> forged =
        List.of(
            headers -> headers,
            headers -> headers.set("authorization", ""),
            headers -> headers.set("authorization", "Bearer"),
            headers -> headers.set("authorization", "Bearer "),
            headers -> headers.set("authorization", good),
            headers -> headers.set("authorization", "Basic " + good),
            headers -> headers.set("authorization", "Bearer " + good + "x"),
            headers -> headers.set("authorization", "Bearer " + good.substring(1)),
            headers -> headers.set("authorization", "Bearer " + "x".repeat(good.length())),
            headers ->
                headers
                    .add("authorization", "Bearer " + good)
                    .add("authorization", "Bearer " + good),
            headers -> headers.set("x-hub-signature-256", TestDoor.sign(good, body)));
    Set<String> answers = new HashSet<>();
    for (UnaryOperator<RequestHeadersBuilder> forgery : forged) {
      AggregatedHttpResponse answer = door.post(PATH, body, forgery);
      assertThat(answer.status().code()).isEqualTo(401);
      assertThat(answer.headers().get("www-authenticate")).isEqualTo("Bearer");
      answers.add(answer.contentUtf8());
    }
    assertThat(answers).hasSize(1);
    assertThat(door.spool.bytes()).isZero();
    assertThat(door.count("plumbline.ingest.refused", "reason", "wrong-token"))
        .isEqualTo(forged.size());
  }

  @Test
  @DisplayName("A3: the secret of a webhook's source is no token, and a token is in no address")
  void shouldRefuseSecretsOfOtherDoors() {
    for (String source : List.of("github", "ghes", "jira", "pagerduty")) {
      assertThat(door.report(source, incident("1", "a")).status().code()).isEqualTo(401);
    }
    assertThat(
            door.post(
                    PATH + "?token=" + TestDoor.secret("team-a"),
                    incident("1", "a"),
                    headers -> headers)
                .status()
                .code())
        .isEqualTo(400);
    assertThat(door.spool.bytes()).isZero();
  }

  @Test
  @DisplayName(
      "A4: while tokens are changed over each active one is accepted and counted by its position, a"
          + " retired one is refused, without a restart")
  void shouldAcceptActiveTokensAlone() throws Exception {
    String old = TestDoor.secret("team-a");
    String young = "new-token-".repeat(4);
    Path file = data.resolve("secrets").resolve("team-a");

    Files.writeString(file, young + "\n" + old + "\n");
    await().until(() -> isAdmitted(young));
    assertThat(isAdmitted(old)).isTrue();
    assertThat(door.count("plumbline.ingest.verified", "source", "team-a", "secret", "2"))
        .isEqualTo(1);

    Files.writeString(file, young + "\n");
    await().until(() -> !isAdmitted(old));
    assertThat(isAdmitted(young)).isTrue();
  }

  private boolean isAdmitted(String token) {
    return door.post(
            PATH, incident("1", "a"), headers -> headers.set("authorization", "Bearer " + token))
        .status()
        .isSuccess();
  }

  @Test
  @DisplayName(
      "A8: a token writes the services that it is for and no other: 403, a line of audit, and"
          + " nothing of the body is stored")
  void shouldHoldTokensToTheirServices() {
    try (CapturedLog log = CapturedLog.of(IncidentsResource.class)) {
      AggregatedHttpResponse foreign = door.report("team-a", incident("1", "b"));
      AggregatedHttpResponse mixed =
          door.report("team-a", "[" + incident("1", "a") + "," + incident("2", "b") + "]");
      AggregatedHttpResponse similar = door.report("team-a", incident("1", "A"));

      for (AggregatedHttpResponse answer : List.of(foreign, mixed, similar)) {
        assertThat(answer.status().code()).isEqualTo(403);
        assertThat(answer.contentUtf8())
            .isEqualTo(
                "{\"status\":\"foreign-service\","
                    + "\"error\":\"Expected only services that the token may write\"}");
      }
      assertThat(log.lines(Level.WARN))
          .hasSize(3)
          .first()
          .isEqualTo(
              "Audit: the token of team-a was refused to write an incident of service b, it may"
                  + " write a,a-jobs");
    }
    assertThat(door.spool.bytes()).isZero();

    assertThat(door.report("team-a", incident("1", "a-jobs")).status().code()).isEqualTo(202);
    assertThat(door.report("team-b", incident("1", "b")).status().code()).isEqualTo(202);
    assertThat(door.report("all", incident("1", "b")).status().code()).isEqualTo(202);
    await().untilAsserted(() -> assertThat(incidents()).hasSize(3));
    // The same id is another incident for each source.
    assertThat(incidents().stream().map(IncidentObserved::getSource))
        .containsExactlyInAnyOrder("team-a", "team-b", "all");
  }

  @Test
  @DisplayName("B1: a report of up to the cap is read, one byte more is 413, told or not")
  void shouldStopReadingAtTheCap() throws Exception {
    assertThat(door.report("all", padded(CAP)).status().code()).isEqualTo(202);
    assertThat(door.report("all", padded(CAP + 1)).status().code()).isEqualTo(413);
    try (RawConnection connection = new RawConnection(door.server.port())) {
      connection.send(
          "POST /events/incidents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + TestDoor.secret("all")
              + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = Integer.toHexString(CAP + 1) + "\r\n" + " ".repeat(CAP + 1) + "\r\n";
      connection.send(chunk.getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.answer()).startsWith("HTTP/1.1 413").contains("too-large");
    }
  }

  @Test
  @DisplayName("B2: an encoded report, or one of another media type, is 415 and not read")
  void shouldRefuseEncodedReports() {
    for (String encoding : List.of("gzip", "br", "deflate", "identity, gzip")) {
      assertThat(
              door.post(
                      PATH,
                      incident("1", "a"),
                      headers ->
                          headers
                              .set("authorization", "Bearer " + TestDoor.secret("all"))
                              .set("content-encoding", encoding))
                  .status()
                  .code())
          .isEqualTo(415);
    }
    RequestHeaders text =
        RequestHeaders.of(
            HttpMethod.POST,
            PATH,
            "content-type",
            "text/plain",
            "authorization",
            "Bearer " + TestDoor.secret("all"));
    assertThat(door.client().execute(HttpRequest.of(text)).aggregate().join().status().code())
        .isEqualTo(415);
    assertThat(door.spool.bytes()).isZero();
  }

  @Test
  @DisplayName(
      "B3: bodies made to hurt a parser are told what was expected, 400 and never 5xx, and a good"
          + " report goes on")
  void shouldAnswerHostileReports() {
    for (byte[] body : HostileBodiesTest.bodies()) {
      AggregatedHttpResponse answer =
          door.post(
              PATH,
              body,
              headers -> headers.set("authorization", "Bearer " + TestDoor.secret("all")));
      assertThat(answer.status().code())
          .as(new String(Arrays.copyOf(body, Math.min(20, body.length)), StandardCharsets.UTF_8))
          .isIn(400, 413);
    }
    assertThat(door.spool.bytes()).isZero();
    assertThat(door.report("all", incident("1", "a")).status().code()).isEqualTo(202);
    await().untilAsserted(() -> assertThat(incidents()).hasSize(1));
    assertThat(door.server.health().isUp()).isTrue();
  }

  private List<IncidentObserved> incidents() {
    return door.kafka.arrived().stream()
        .map(arrived -> (IncidentObserved) arrived.event().value())
        .toList();
  }

  private static String padded(int length) {
    String body = incident("padded", "a");
    return body + " ".repeat(length - body.length());
  }

  private static String incident(String id, String service) {
    return """
        {"id":"%s","service":"%s","state":"open","started_at":"2026-03-01T08:00:00Z"}"""
        .formatted(id, service);
  }
}
