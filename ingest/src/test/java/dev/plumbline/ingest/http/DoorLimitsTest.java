package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import dev.plumbline.ingest.drain.TitleMapper;
import dev.plumbline.ingest.source.SourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorLimitsTest {

  private static final int CAP = SourceKind.GITHUB.largestBody();

  @TempDir static Path data;
  private static TestDoor door;

  @BeforeAll
  static void open() throws Exception {
    door = new TestDoor(data, new TitleMapper());
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  @DisplayName(
      "B1: a body of up to the cap is accepted, one byte more is 413, told or not, and memory stays"
          + " below twice the cap")
  void shouldStopReadingAtTheCap() throws Exception {
    assertThat(door.deliver("github", body(CAP - 1)).status().code()).isEqualTo(202);
    assertThat(door.deliver("github", body(CAP)).status().code()).isEqualTo(202);
    assertThat(door.deliver("github", body(CAP + 1)).status().code()).isEqualTo(413);
    await().untilAsserted(() -> assertThat(door.spool.waiting()).isZero());

    long before = heapAfterCollection();
    try (RawConnection endless = new RawConnection(door.server.port())) {
      byte[] chunk = chunk(1024 * 1024);
      endless.send(
          "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(isClosedWhileSending(endless, chunk)).isTrue();
      assertThat(heapAfterCollection() - before).isLessThan(2L * CAP);
    }
    await().untilAsserted(() -> assertThat(unanswered()).isZero());
  }

  /** Sends until the other side has had enough; false if it never has. */
  private static boolean isClosedWhileSending(RawConnection connection, byte[] chunk) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      try {
        connection.send(chunk);
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  @Test
  @DisplayName("B1: a chunked body beyond the cap is answered 413 and the connection ends")
  void shouldAnswerChunkedBodyBeyondTheCap() throws Exception {
    try (RawConnection connection = new RawConnection(door.server.port())) {
      connection.send(
          "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      byte[] chunk = chunk(1024 * 1024);
      for (int i = 0; i < 25; i++) {
        connection.send(chunk);
      }
      connection.send(chunk(1));

      assertThat(connection.answer()).startsWith("HTTP/1.1 413").contains("too-large");
    }
  }

  @Test
  @DisplayName("B1: a length beyond the cap is answered 413 before a byte of the body is read")
  void shouldRefuseLengthBeyondTheCap() throws Exception {
    try (RawConnection connection = new RawConnection(door.server.port())) {
      connection.send(head("github", CAP + 1L));

      assertThat(connection.answer()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  @DisplayName("B1: a length that is a lie is never accepted, be it too long or too short")
  void shouldNotBelieveLength() throws Exception {
    String body = TestDoor.EVENT;
    try (RawConnection tooLong = new RawConnection(door.server.port())) {
      tooLong.send(signedHead(body, body.length() + 10) + body).end();
      assertThat(tooLong.answer()).doesNotContain("HTTP/1.1 2");
    }
    try (RawConnection tooShort = new RawConnection(door.server.port())) {
      tooShort.send(signedHead(body, body.length() - 5) + body + "\r\n\r\n");
      assertThat(tooShort.answer())
          .startsWith("HTTP/1.1 401")
          .contains("HTTP/1.1 400")
          .doesNotContain("HTTP/1.1 2");
    }
    try (RawConnection negative = new RawConnection(door.server.port())) {
      negative.send(signedHead(body, -1) + body);
      assertThat(negative.answer()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  @DisplayName("B2: an encoded body is answered 415 without a byte of it being read")
  void shouldRefuseEncodedBody() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[10_000_000]);
    }
    for (String encoding : List.of("gzip", "br", "deflate", "identity, gzip", "x-unknown")) {
      AggregatedHttpResponse answer =
          door.post(
              "/webhooks/github",
              bomb.toByteArray(),
              headers ->
                  headers
                      .set("content-encoding", encoding)
                      .set(
                          "x-hub-signature-256",
                          TestDoor.sign(TestDoor.secret("github"), bomb.toByteArray())));
      assertThat(answer.status().code()).isEqualTo(415);
    }
    try (RawConnection waiting = new RawConnection(door.server.port())) {
      waiting.send(head("github", 1_000).replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n"));
      assertThat(waiting.answer()).startsWith("HTTP/1.1 415");
    }
    assertThat(unanswered()).isZero();
  }

  @Test
  void shouldRefuseOtherMediaTypes() {
    for (String type :
        List.of("text/plain", "application/xml", "multipart/form-data; boundary=x")) {
      AggregatedHttpResponse answer =
          door.post("/webhooks/jira", "{}", headers -> headers.set("content-type", type));
      assertThat(answer.status().code()).isEqualTo(415);
    }
    // A form is GitHub's alone.
    assertThat(
            door.post(
                    "/webhooks/jira",
                    "payload=1",
                    headers -> headers.set("content-type", "application/x-www-form-urlencoded"))
                .status()
                .code())
        .isEqualTo(415);
    assertThat(
            door.post("/webhooks/github", "{}", headers -> headers.removeAndThen("content-type"))
                .status()
                .code())
        .isEqualTo(415);
  }

  @Test
  @DisplayName(
      "B4: names that no source can have are not found, whatever they spell, and make no file")
  void shouldFindNoSourceByPath() throws Exception {
    long files = files();
    List<String> names =
        List.of(
            "../x",
            "..%2f..%2fsecrets%2fgithub",
            "%2e%2e",
            "%2e%2e/github",
            "github%00",
            "github/",
            "github/x",
            "GitHub",
            "g\u0131thub",
            "gith%D1%83b",
            "github%20",
            "-",
            "unknown",
            "",
            "a".repeat(65),
            "a".repeat(3_000));
    for (String name : names) {
      try (RawConnection connection = new RawConnection(door.server.port())) {
        connection.send(head(name, 2) + "{}").end();
        assertThat(connection.answer()).as(name).matches("(?s)HTTP/1\\.1 (404|400) .*");
      }
    }
    try (RawConnection connection = new RawConnection(door.server.port())) {
      connection.send(head("a".repeat(10_000), 2) + "{}").end();
      assertThat(connection.answer()).startsWith("HTTP/1.1 414");
    }
    assertThat(files()).isEqualTo(files);
  }

  private static long files() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(path -> !path.toString().contains("/spool")).count();
    }
  }

  @Test
  void shouldAllowPostAlone() {
    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.OPTIONS)) {
      AggregatedHttpResponse answer =
          door.client()
              .execute(HttpRequest.of(RequestHeaders.of(method, "/webhooks/github")))
              .aggregate()
              .join();
      assertThat(answer.status().code()).isEqualTo(405);
      assertThat(answer.headers().get("allow")).isEqualTo("POST");
    }
  }

  @Test
  void shouldRefuseHeadersThatAreTooLong() throws Exception {
    try (RawConnection connection = new RawConnection(door.server.port())) {
      connection.send(
          head("github", 2).replace("\r\n\r\n", "\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n")
              + "{}");
      assertThat(connection.answer())
          .startsWith("HTTP/1.1 431")
          .contains("nosniff")
          .doesNotContain("aaaa");
    }
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    byte[] json = TestDoor.EVENT.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(json, 0, body, 0, json.length);
    return body;
  }

  private static byte[] chunk(int length) {
    byte[] head = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[head.length + length + 2];
    Arrays.fill(chunk, (byte) 'a');
    System.arraycopy(head, 0, chunk, 0, head.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    return chunk;
  }

  private static String head(String source, long length) {
    return "POST /webhooks/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        .formatted(source, length);
  }

  private static String signedHead(String body, long length) {
    return head("github", length)
        .replace(
            "\r\n\r\n",
            "\r\nX-Hub-Signature-256: "
                + TestDoor.sign(TestDoor.secret("github"), body)
                + "\r\n\r\n");
  }

  private static long unanswered() {
    return door.server.unansweredBytes();
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
