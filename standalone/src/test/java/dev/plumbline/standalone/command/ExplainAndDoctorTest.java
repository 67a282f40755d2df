package dev.plumbline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.Plumbline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExplainAndDoctorTest {

  private static final String HEAD =
      "{\"metric\":\"change-lead-time\",\"definition\":\"change-lead-time/commit@1\","
          + "\"scopeKind\":\"service\",\"scope\":\"check\\u001b[31mout\","
          + "\"environment\":\"production\",\"period\":\"2025-03\",\"unit\":\"seconds\",\"limit\":1,";
  private static final String FACT =
      "{\"kind\":\"commit\",\"id\":\"a1\",\"service\":\"checkout\",\"environment\":\"production\","
          + "\"deployment\":\"v2\",\"startedAt\":\"2025-03-01T00:00:00Z\","
          + "\"endedAt\":\"2025-03-02T00:00:00Z\",\"seconds\":86400,\"classes\":null}";
  private static final String WELL =
      "{\"problems\":0,\"warnings\":1,\"checks\":[{\"id\":\"deployments\",\"level\":\"ok\","
          + "\"number\":\"7\",\"meaning\":\"Deployments are known.\",\"next\":\"\"},"
          + "{\"id\":\"programme\",\"level\":\"warning\",\"number\":\"0 phases\","
          + "\"meaning\":\"No phase.\",\"next\":\"Name\\u001b[31m them.\"}]}";

  private final FakeInstance instance = new FakeInstance();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldListFactsByReason() {
    instance.answer(
        "/api/v1/explain/change-lead-time",
        200,
        HEAD
            + "\"figure\":{\"value\":86400,\"n\":2,\"excluded\":1,\"suppressed\":null},"
            + "\"groups\":[{\"reason\":null,\"count\":2,\"facts\":["
            + FACT
            + "]},{\"reason\":\"merge-commit\",\"count\":1,\"facts\":["
            + FACT
            + "]}]}");

    assertThat(run("explain", "change-lead-time", "--service", "check out", "--period", "2025-03"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "change-lead-time of service check [31mout, production, 2025-03",
            "Definition change-lead-time/commit@1",
            "",
            "86400 seconds from 2 facts, 1 excluded",
            "",
            "Counted: 2, the first 1",
            "KIND    ID  SERVICE   ENVIRONMENT  DEPLOYMENT  STARTEDAT             ENDEDAT"
                + "               SECONDS  CLASSES",
            "commit  a1  checkout  production   v2          2025-03-01T00:00:00Z"
                + "  2025-03-02T00:00:00Z  86400",
            "",
            "Excluded, merge-commit: 1",
            "KIND    ID  SERVICE   ENVIRONMENT  DEPLOYMENT  STARTEDAT             ENDEDAT"
                + "               SECONDS  CLASSES",
            "commit  a1  checkout  production   v2          2025-03-01T00:00:00Z"
                + "  2025-03-02T00:00:00Z  86400");
    assertThat(instance.requests())
        .containsExactly(
            "GET +0 /api/v1/explain/change-lead-time?scope_kind=service&scope=check+out"
                + "&period=2025-03&limit=1000&format=json");
  }

  @Test
  void shouldSayWhyFigureIsNotShown() {
    instance.answer(
        "/api/v1/explain/change-lead-time-review",
        200,
        HEAD + "\"figure\":{\"suppressed\":\"fewer-than-5-people\"},\"groups\":[]}");
    assertThat(run("explain", "change-lead-time-review", "--organisation", "--period", "2025-03"))
        .isZero();
    assertThat(out.toString()).contains("Not shown: fewer-than-5-people.");
    assertThat(instance.requests().get(0)).contains("?scope_kind=organisation&period=2025-03&");
  }

  @Test
  void shouldSayThatThereIsNoFigure() {
    instance.answer(
        "/api/v1/explain/change-lead-time", 200, HEAD + "\"figure\":null,\"groups\":[]}");
    assertThat(run("explain", "change-lead-time", "--team", "a", "--period", "2025-W10")).isZero();
    assertThat(out.toString()).contains("There is no such figure");
    assertThat(instance.requests().get(0)).contains("?scope_kind=team&scope=a&period=2025-W10&");
  }

  @ParameterizedTest
  @CsvSource({"json, json", "csv, csv"})
  void shouldPassAnswerOn(String format, String asked) {
    instance.answer("/api/v1/explain/change-fail-rate", 200, "answer\n");
    assertThat(
            run(
                "explain",
                "change-fail-rate",
                "--service",
                "s",
                "--environment",
                "eu",
                "--period",
                "2025-03",
                "--limit",
                "7",
                "--format",
                format))
        .isZero();
    assertThat(out).hasToString("answer\n");
    assertThat(instance.requests().get(0))
        .endsWith("scope=s&environment=eu&period=2025-03&limit=7&format=" + asked);
  }

  @Test
  void shouldReportWhatTheInstanceExpects() {
    instance.answer("/api/v1/explain/x", 404, "{\"error\":\"unknown metric \\\"x\\\"\"}");
    assertThat(run("explain", "x", "--service", "s", "--period", "2025-03")).isEqualTo(1);
    assertThat(err.toString()).contains("unknown metric \"x\"");
  }

  @Test
  void shouldAskForExactlyOneScope() {
    assertThat(run("explain", "change-fail-rate", "--period", "2025-03")).isEqualTo(2);
    assertThat(run("explain", "x", "--service", "a", "--team", "b", "--period", "2025-03"))
        .isEqualTo(2);
    assertThat(instance.requests()).isEmpty();
  }

  @Test
  void shouldTellNextStepsAndSucceedWithWarnings() {
    instance.answer("/api/v1/doctor", 200, WELL);

    assertThat(run("doctor")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "OK       deployments: 7",
            "         Deployments are known.",
            "WARNING  programme: 0 phases",
            "         No phase.",
            "         -> Name [31m them.",
            "",
            "0 problems, 1 warnings.");
  }

  @Test
  void shouldFailWithProblems() {
    instance.answer("/api/v1/doctor", 200, WELL.replace("\"problems\":0", "\"problems\":2"));

    assertThat(run("doctor", "--json", "--as-of", "2025-03-31")).isEqualTo(1);
    assertThat(out.toString()).contains("\"problems\" : 2");
    assertThat(instance.requests()).containsExactly("GET +0 /api/v1/doctor?as_of=2025-03-31");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--port", String.valueOf(instance.port())));
    CommandLine line = Plumbline.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
