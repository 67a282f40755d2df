package dev.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.topic.Topics;
import dev.plumbline.validation.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentReportsTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void shouldReadWholeReport() {
    IncidentReport report =
        only(
            """
            {"id":"INC-1","service":"checkout","environment":"production",
             "started_at":"2026-03-01T08:00:00+02:00","resolved_at":"2026-03-01T08:30:00Z",
             "state":"Resolved","severity":"SEV1","updated_at":"2026-03-01T09:00:00Z",
             "causes":{"deployments":["d-2","d-1","d-2"],"commits":["%s"],"versions":["v1.2"]},
             "deleted":false}"""
                .formatted(SHA.toUpperCase(java.util.Locale.ROOT)));

    assertThat(report)
        .isEqualTo(
            new IncidentReport(
                "INC-1",
                Instant.parse("2026-03-01T09:00:00Z").toEpochMilli(),
                "checkout",
                "production",
                IncidentState.RESOLVED,
                Instant.parse("2026-03-01T06:00:00Z"),
                Instant.parse("2026-03-01T08:30:00Z"),
                IncidentLinks.newBuilder()
                    .setDeployments(List.of("d-1", "d-2"))
                    .setCommits(List.of(SHA))
                    .setVersions(List.of("v1.2"))
                    .build(),
                "sev1",
                false));
  }

  @Test
  void shouldTakeLatestInstantForVersionWhereNothingElseSaysOne() {
    assertThat(only("{\"id\":1,\"started_at\":\"2026-03-01T08:00:00Z\"}").version())
        .isEqualTo(Instant.parse("2026-03-01T08:00:00Z").toEpochMilli());
    assertThat(
            only("{\"id\":1,\"started_at\":\"2026-03-01T08:00:00Z\","
                    + "\"resolved_at\":\"2026-03-01T08:10:00Z\"}")
                .version())
        .isEqualTo(Instant.parse("2026-03-01T08:10:00Z").toEpochMilli());
  }

  @Test
  void shouldBeResolvedWhereOnlyTheResolutionIsSaid() {
    assertThat(only("{\"id\":\"1\",\"resolved_at\":\"2026-03-01T08:00:00Z\"}").state())
        .isEqualTo(IncidentState.RESOLVED);
    assertThat(only("{\"id\":\"1\",\"started_at\":\"2026-03-01T08:00:00Z\"}").state()).isNull();
  }

  @Test
  void shouldSayEverythingThatIsWrong() {
    assertThat(
            problems(
                """
                [{"id":"1","updated_at":"2026-03-01T08:00:00Z"},
                 {"servise":"a","state":"closed","started_at":"yesterday","severity":3,
                  "causes":{"commit":["x"],"commits":["abc"],"deployments":"d"},"deleted":"yes"}]
                """))
        .containsExactly(
            "Unknown field [1].servise, did you mean \"service\"?",
            "Expected [1].id to be a whole number or a text, got nothing",
            "Expected [1].started_at to be a time such as 2026-01-31T08:00:00Z, got a text of"
                + " length 9",
            "Expected [1].state to be open or resolved, got a text of length 6",
            "Unknown field [1].causes.commit, did you mean \"commits\"?",
            "Expected [1].causes.deployments to be a list, got a text of length 1",
            "Expected [1].causes.commits[0] to be an object id of 40 or 64 hexadecimal digits, got"
                + " a text of length 3",
            "Expected [1].severity to be a text, got a number",
            "Expected [1].deleted to be true or false, got a text of length 3");
  }

  @Test
  void shouldRefuseReportsThatContradictThemselves() {
    assertThat(
            problems(
                "{\"id\":1,\"started_at\":\"2026-03-01T08:00:00Z\","
                    + "\"resolved_at\":\"2026-03-01T07:59:59Z\"}"))
        .containsExactly("Expected resolved_at not to be before started_at");
    assertThat(problems("{\"id\":1,\"state\":\"open\",\"resolved_at\":\"2026-03-01T07:59:59Z\"}"))
        .containsExactly(
            "Expected state to be resolved, since resolved_at is there, got a text of length 4");
    assertThat(problems("{\"id\":1,\"deleted\":true}"))
        .containsExactly("Expected updated_at, or another time that says when this is true");
  }

  @Test
  void shouldRefuseWhatIsNoReportAtAll() {
    for (String body :
        List.of("", "null", "1", "\"x\"", "[]", "[1]", "{}{}", "{\"id\":1,\"id\":2}")) {
      assertThat(problems(body)).as(body).allSatisfy(p -> assertThat(p).startsWith("Expected "));
    }
  }

  @Test
  void shouldKeepAnswersShort() {
    String wrong = "{\"" + "n".repeat(500) + "\":1}";
    List<String> problems = problems("[" + (wrong + ",").repeat(99) + wrong + "]");

    assertThat(problems).hasSize(51).last().isEqualTo("and 250 more");
    assertThat(problems.get(0)).hasSizeLessThan(100);
    assertThat(problems("[" + "{},".repeat(1_000) + "{}]"))
        .containsExactly("Expected one to 1000 incidents, got 1001");
  }

  @Test
  void shouldMakeEventsUnderTheSourceThatReports() {
    Mapping mapping =
        new IncidentsMapper()
            .map(
                Fixtures.delivery(
                    "team-a",
                    Map.of(),
                    bytes(
                        "[{\"id\":\"1\",\"service\":\"a\",\"started_at\":\"2026-03-01T08:00:00Z\"},"
                            + "{\"id\":\"2\",\"deleted\":true,"
                            + "\"updated_at\":\"2026-03-01T08:00:00Z\"}]")));

    List<Event<?, ?>> events = ((Mapping.Mapped) mapping).events();
    assertThat(events).allMatch(event -> event.topic().equals(Topics.EVENTS_INCIDENTS));
    assertThat(events.stream().map(event -> (Object) event.key()))
        .containsExactly(new IncidentKey("team-a", "1"), new IncidentKey("team-a", "2"));
    assertThat(((IncidentObserved) events.get(1).value()).getWithdrawn()).isTrue();
  }

  private static IncidentReport only(String body) {
    List<IncidentReport> reports = read(body);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static List<IncidentReport> read(String body) {
    return IncidentReports.read(bytes(body));
  }

  private static List<String> problems(String body) {
    InvalidInputException[] thrown = new InvalidInputException[1];
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(InvalidInputException.class, e -> thrown[0] = e);
    return thrown[0].problems();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
