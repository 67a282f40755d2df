package dev.plumbline.ingest.delivery;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import dev.plumbline.ingest.github.GithubMapper;
import dev.plumbline.ingest.jira.JiraMapper;
import dev.plumbline.ingest.pagerduty.PagerDutyMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JSON made to hurt: each comes as a whole body, in the place of an issue's title, which is not
 * read, and of its number, which is.
 */
class TortureTest {

  private static final DeliveryMapper GITHUB = new GithubMapper(Fixtures.pseudonyms());
  private static final DeliveryMapper JIRA = new JiraMapper(Fixtures.pseudonyms());
  private static final DeliveryMapper PAGERDUTY = new PagerDutyMapper();
  private static final int LARGE = 1_000_000;
  private static final String TITLE = "\"TITLE\"";
  private static final String NUMBER = "4711";
  private static final String ISSUE =
      """
      {"action":"opened","webhookEvent":"jira:issue_created","timestamp":1772352000123,
       "repository":{"full_name":"acme/shop"},
       "issue":{"id":1,"number":4711,"key":"OPS-7","title":"TITLE","state":"open",
        "updated_at":"2026-03-01T09:00:00Z"}}
      """;
  private static final String INCIDENT =
      """
      {"event":{"event_type":"incident.triggered","occurred_at":"2026-03-01T09:00:00Z",
       "data":{"id":"Q1","number":4711,"title":"TITLE","status":"triggered"}}}
      """;

  static Stream<Arguments> torture() {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    add(cases, "nothing", "");
    add(cases, "blanks", " \t\r\n ");
    add(cases, "null", "null");
    add(cases, "true", "true");
    add(cases, "a word that is none", "nul");
    add(cases, "not a number", "NaN");
    add(cases, "infinity", "-Infinity");
    add(cases, "a text", "\"text\"");
    add(cases, "an empty list", "[]");
    add(cases, "an empty object", "{}");
    add(cases, "a million open lists", "[".repeat(LARGE));
    add(cases, "a million open objects", "{\"a\":".repeat(LARGE));
    add(cases, "101 levels", "[".repeat(101) + "]".repeat(101));
    add(cases, "lists and objects by turns", "[{\"a\":".repeat(LARGE / 4));
    add(cases, "a number of a million digits", "1".repeat(LARGE));
    add(cases, "a fraction of a million digits", "0." + "1".repeat(LARGE));
    add(cases, "a number of 101 digits", "1".repeat(101));
    add(cases, "a number of 65 bits", "18446744073709551616");
    add(cases, "an enormous exponent", "1e1000000000");
    add(cases, "a tiny exponent", "1e-1000000000");
    add(cases, "an exponent of many digits", "1e" + "9".repeat(LARGE));
    add(cases, "minus nothing", "-");
    add(cases, "minus zero", "-0");
    add(cases, "a leading zero", "007");
    add(cases, "a hexadecimal number", "0x7");
    add(cases, "a name of a million characters", "{\"" + "n".repeat(LARGE) + "\":1}");
    add(cases, "a name of 513 characters", "{\"" + "n".repeat(513) + "\":1}");
    add(cases, "the same name twice", "{\"id\":1,\"id\":2}");
    add(cases, "the same name twice, once escaped", "{\"id\":1,\"\\u0069d\":2}");
    add(cases, "100,000 names", manyNames());
    add(cases, "names of one hash", collidingNames());
    add(cases, "a text of three million characters", "\"" + "t".repeat(3 * LARGE) + "\"");
    add(cases, "a high half of a character", "\"\\ud800\"");
    add(cases, "a low half of a character", "\"\\udc00x\"");
    add(cases, "halves the wrong way round", "\"\\udc00\\ud800\"");
    add(cases, "NUL, escaped", "\"a\\u0000b\"");
    add(cases, "NUL, bare", "\"a\0b\"");
    add(cases, "a line end in a text", "\"a\nb\"");
    add(cases, "an escape that is none", "\"\\x41\"");
    add(cases, "a text without end", "\"abc");
    add(cases, "a second value", "{} {}");
    add(cases, "a comma at the end", "{\"a\":1,}");
    add(cases, "a comment", "{/* x */}");
    add(cases, "single quotes", "{'a':1}");
    add(cases, "a name like a prototype", "{\"__proto__\":{\"admin\":true}}");
    add(cases, "a byte order mark", "\ufeff{}");
    cases.put("UTF-16", "{\"a\":1}".getBytes(UTF_16LE));
    cases.put("bytes of no encoding", new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'});
    cases.put("an overlong zero", new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
    cases.put("half a character in UTF-8", new byte[] {'"', (byte) 0xed, (byte) 0xa0, -128, '"'});
    cases.put("a megabyte of zeros", new byte[LARGE]);
    return cases.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  private static void add(Map<String, byte[]> cases, String name, String json) {
    cases.put(name, json.getBytes(UTF_8));
  }

  private static String manyNames() {
    StringBuilder json = new StringBuilder("{");
    for (int name = 0; name < 100_000; name++) {
      json.append('"').append(name).append("\":0,");
    }
    return json.append("\"last\":0}").toString();
  }

  /** "Aa" and "BB" have one hash code, and so has every mix of them of the same length. */
  private static String collidingNames() {
    int bits = 13;
    StringBuilder json = new StringBuilder("{");
    for (int name = 0; name < 1 << bits; name++) {
      json.append('"');
      for (int bit = 0; bit < bits; bit++) {
        json.append((name >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("\":0,");
    }
    return json.append("\"last\":0}").toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("torture")
  void shouldAnswerWhateverComes(String name, byte[] torture) {
    answer(pagerDuty(torture));
    answer(pagerDuty(with(INCIDENT, torture, TITLE)));
    answer(pagerDuty(with(INCIDENT, torture, NUMBER)));
    for (byte[] body : new byte[][] {torture, with(torture, TITLE), with(torture, NUMBER)}) {
      answer(GITHUB.map(Fixtures.github("issues", body)));
      answer(JIRA.map(Fixtures.jira(body)));
    }
  }

  @Test
  @DisplayName("B3: each of over 40 hurtful payloads is unusable, with a reason, and none hangs")
  void shouldRefuseAllAsWholeBodies() {
    long start = System.nanoTime();
    torture()
        .map(one -> (byte[]) one.get()[1])
        .forEach(
            body ->
                assertThat(GITHUB.map(Fixtures.github("issues", body)))
                    .isInstanceOf(Unusable.class));

    // Takes a second or two; only a hang or an explosion comes near.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    assertThat(torture()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void shouldNotMindOddTextThatIsNotKept() {
    byte[] odd = "\"a\\u0000\\ud800\"".getBytes(UTF_8);

    assertThat(GITHUB.map(Fixtures.github("issues", with(odd, TITLE)))).isInstanceOf(Mapped.class);
    assertThat(GITHUB.map(Fixtures.github("issues", with(odd, NUMBER))))
        .isEqualTo(
            new Unusable(
                "Expected issue.number to be a text without control characters or halves of"
                    + " characters, got a text of length 3"));
  }

  private static void answer(Mapping mapping) {
    if (mapping instanceof Unusable unusable) {
      assertThat(unusable.reason()).startsWith("Expected ").contains("got ");
      assertThat(unusable.reason()).hasSizeLessThan(300);
    }
    if (mapping instanceof Mapped mapped) {
      mapped.events().forEach(PlainEvents::bytes);
    }
  }

  private static Mapping pagerDuty(byte[] body) {
    return PAGERDUTY.map(Fixtures.delivery("pagerduty", Map.of(), body));
  }

  /** An issue of both hosts at once, with one place filled by the case. */
  private static byte[] with(byte[] torture, String place) {
    return with(ISSUE, torture, place);
  }

  private static byte[] with(String payload, byte[] torture, String place) {
    int at = payload.indexOf(place);
    byte[] before = payload.substring(0, at).getBytes(UTF_8);
    byte[] after = payload.substring(at + place.length()).getBytes(UTF_8);
    byte[] whole = Arrays.copyOf(before, before.length + torture.length + after.length);
    System.arraycopy(torture, 0, whole, before.length, torture.length);
    System.arraycopy(after, 0, whole, before.length + torture.length, after.length);
    return whole;
  }
}
