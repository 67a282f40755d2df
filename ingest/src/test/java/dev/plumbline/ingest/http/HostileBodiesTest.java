package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.github.GithubMapper;
import dev.plumbline.ingest.jira.JiraMapper;
import dev.plumbline.ingest.pagerduty.PagerDutyMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileBodiesTest {

  @TempDir Path data;

  @Test
  @DisplayName(
      "B3: forty bodies made to hurt a parser, rightly signed, are answered 2xx and end in"
          + " quarantine each with a reason, while good deliveries go on")
  void shouldQuarantineHostileBodies() throws Exception {
    GithubMapper github = new GithubMapper(Fixtures.pseudonyms());
    JiraMapper jira = new JiraMapper(Fixtures.pseudonyms());
    PagerDutyMapper pagerDuty = new PagerDutyMapper();
    List<byte[]> bodies = bodies();
    assertThat(bodies).hasSizeGreaterThanOrEqualTo(40);
    try (TestDoor door =
        new TestDoor(
            data,
            delivery ->
                switch (delivery.source()) {
                  case "jira" -> jira.map(delivery);
                  case "pagerduty" -> pagerDuty.map(delivery);
                  default -> github.map(delivery);
                })) {
      for (byte[] body : bodies) {
        assertThat(door.deliver("github", body).status().code()).isEqualTo(202);
        assertThat(door.deliver("jira", body).status().code()).isEqualTo(200);
        assertThat(door.deliver("pagerduty", body).status().code()).isEqualTo(202);
      }
      byte[] good = Fixtures.bytes("github", "issues-opened.json");
      assertThat(door.deliver("github", good).status().code()).isEqualTo(202);

      await().untilAsserted(() -> assertThat(door.kafka.arrived()).isNotEmpty());
      assertThat(door.kafka.quarantined())
          .hasSize(3 * bodies.size())
          .allSatisfy(record -> assertThat(record.getReason()).startsWith("Expected"));
      assertThat(door.server.health().isUp()).isTrue();
    }
  }

  static List<byte[]> bodies() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "{",
                "}",
                "[]",
                "[{}]",
                "null",
                "true",
                "1",
                "\"text\"",
                "{}{}",
                "{} x",
                "{}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":1e}",
                "{\"a\":0x1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud800\"",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "\u0000",
                "{\"action\":1,\"action\":2}",
                "{/* comment */}",
                "<xml/>",
                "payload=%7B%7D",
                "[".repeat(1_000_000),
                "{\"a\":".repeat(1_000_000),
                "{\"a\":" + "9".repeat(1_000_000) + "}",
                "{\"a\":1e1000000000}",
                "{\"a\":-1e-1000000000}",
                "{\"" + "a".repeat(2_000_000) + "\":1}",
                "{\"a\":\"" + "b".repeat(3_000_000) + "\"}"));
    List<byte[]> bodies = new ArrayList<>();
    texts.forEach(text -> bodies.add(text.getBytes(StandardCharsets.UTF_8)));
    // Not UTF-8, overlong, a lone surrogate, UTF-16, a mark of byte order before nothing.
    bodies.add(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    bodies.add(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
    bodies.add(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});
    bodies.add("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    bodies.add(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    return bodies;
  }
}
