package dev.plumbline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.standalone.Plumbline;
import dev.plumbline.standalone.process.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

  private static final String RESULT =
      "{\"result\":{\"commits\":4500,\"deployments\":12,\"withdrawn\":1,\"skippedTags\":3,"
          + "\"knownCommits\":20}}\n";

  @TempDir Path folder;

  private final FakeInstance instance = new FakeInstance();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;

  @BeforeEach
  void captureStandardOutput() {
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreStandardOutput() {
    System.setOut(standardOutput);
    instance.close();
  }

  @Test
  void shouldCollectAndWaitUntilNumbersAreComputed() throws Exception {
    instance.answer(
        "/collections",
        200,
        "{\"phase\":\"fetch\",\"done\":1,\"total\":0}\n"
            + "{\"phase\":\"commits\",\"done\":120,\"total\":4500}\n"
            + "{\"phase\":\"commits\",\"done\":4500,\"total\":4500}\n"
            + RESULT);
    instance.answer("/lag", 200, "{\"records\":9,\"pending\":1,\"settled\":false}");
    instance.answer("/lag", 200, "{\"records\":0,\"pending\":0,\"settled\":true}");
    instance.answer("/api/v1/lag", 200, "{\"records\":5}");
    instance.answer("/api/v1/lag", 200, "{\"records\":0}");

    int exitCode =
        run(
            "collect",
            "git",
            folder.toString(),
            "--repository",
            "acme/shop",
            "--service",
            "shop",
            "--deployments-from-tags",
            "v\\d+.*",
            "--since",
            "2025-01-01");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("4,500 commits (20 were known), 12 deployments (1 withdrawn, 3 tags skipped)")
        .contains("./plumbline export facts changes --service shop --format csv --port ");
    assertThat(err.toString()).contains("commits: 4,500 of 4,500");
    assertThat(instance.requests().get(0)).startsWith("POST +1 /collections {");
    assertThat(new ObjectMapper().readTree(instance.requests().get(0).split(" ", 4)[3]))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("kind", "git")
                .put("location", folder.toString())
                .put("repository", "acme/shop")
                .put("service", "shop")
                .put("environment", "production")
                .put("deploymentsFromTags", "v\\d+.*")
                .put("since", "2025-01-01"));
    assertThat(instance.requests()).contains("GET +2 /lag", "GET +0 /api/v1/lag");
    assertThat(instance.requests().stream().filter("GET +2 /lag"::equals)).hasSizeGreaterThan(3);
  }

  @Test
  void shouldBringTheTokenOfTheFile() throws Exception {
    instance.answer("/collections", 200, RESULT);
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef\n");

    assertThat(collect("--no-wait", "--token-file", token.toString())).isZero();

    assertThat(instance.authorizations())
        .containsExactly("Bearer 0123456789abcdef0123456789abcdef");
    assertThat(out.toString()).contains(" --token-file " + token);
  }

  @Test
  void shouldSayWhichTokenFileIsMissing() {
    assertThat(collect("--no-wait", "--token-file", folder.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("Expected a file with a token at " + folder);
  }

  @Test
  void shouldNotWaitWhenToldSo() {
    instance.answer("/collections", 200, RESULT);

    assertThat(collect("--no-wait")).isZero();
    assertThat(instance.requests()).hasSize(1);
  }

  @Test
  void shouldPassOtherNamesOn() {
    instance.answer("/collections", 200, RESULT);

    assertThat(collect("--no-wait", "--also-known-as", "ghe:a/b", "--also-known-as", "x:c"))
        .isZero();
    assertThat(instance.requests().get(0)).contains("\"alsoKnownAs\":[\"ghe:a/b\",\"x:c\"]");
  }

  @Test
  void shouldCollectGithubEvents() throws Exception {
    Path file = Files.writeString(folder.resolve("hour.json"), "{}");
    instance.answer(
        "/collections/github-events",
        200,
        "{\"phase\":\"bytes\",\"done\":2,\"total\":2}\n"
            + "{\"result\":{\"pullRequests\":1200,\"issues\":2,\"releases\":3,\"pushes\":4,"
            + "\"commits\":5,\"ignored\":6,\"unusable\":12,\"blank\":0,\"problems\":["
            + "{\"line\":1700,\"reason\":\"Expected one JSON object, got null\"}]}}\n");

    assertThat(run("collect", "github-events", file.toString(), "--source", "archive", "--no-wait"))
        .isZero();

    assertThat(instance.requests())
        .containsExactly(
            "POST +1 /collections/github-events {\"location\":\"%s\",\"source\":\"archive\"}"
                .formatted(file));
    assertThat(out.toString())
        .contains(
            "Collected hour.json: events of 1,200 pull requests, 2 issues, 3 releases, 4 pushes"
                + " with 5 commits (6 lines of other kinds, 12 unusable).");
    assertThat(err.toString())
        .contains("bytes: 2 of 2")
        .contains("Line 1,700: Expected one JSON object, got null")
        .contains("... and 11 more lines that cannot be used.");
  }

  @Test
  void shouldRefuseArchiveThatIsNoFile() {
    assertThat(run("collect", "github-events", "/no/such.gz")).isEqualTo(2);
    assertThat(lastError()).isEqualTo("There is no file /no/such.gz that can be read.");
    assertThat(run("collect", "github-events", folder.toString())).isEqualTo(2);
    assertThat(lastError()).isEqualTo("Expected a file, got the folder " + folder + ".");
    assertThat(instance.requests()).isEmpty();
  }

  @Test
  void shouldReportErrorThatEndsCollection() {
    instance.answer(
        "/collections",
        200,
        "{\"phase\":\"fetch\",\"done\":1,\"total\":0}\n{\"error\":\"The host refused.\"}\n");

    assertThat(collect()).isEqualTo(1);
    assertThat(lastError()).isEqualTo("The host refused.");
  }

  @Test
  void shouldReportRefusedCollection() {
    instance.answer("/collections", 400, "{\"error\":\"A collection of it runs already.\"}");

    assertThat(collect()).isEqualTo(1);
    assertThat(lastError()).isEqualTo("A collection of it runs already.");
  }

  @Test
  void shouldReportCollectionWithoutResult() {
    instance.answer("/collections", 200, "{\"phase\":\"fetch\",\"done\":1,\"total\":0}\n");

    assertThat(collect()).isEqualTo(1);
    assertThat(lastError()).contains("broke off without a result");
  }

  @Test
  void shouldRefuseWhatCannotBeCollectedBeforeAsking() {
    assertThat(collect("--deployments-from-tags", "v(")).isEqualTo(2);
    assertThat(err.toString()).contains("--deployments-from-tags");
    assertThat(collect("--since", "yesterday")).isEqualTo(2);
    assertThat(run("collect", "git", "/no/such", "--repository", "a/b", "--service", "c"))
        .isEqualTo(2);
    assertThat(lastError()).isEqualTo("There is no folder /no/such.");
    assertThat(instance.requests()).isEmpty();
  }

  @Test
  void shouldSendOrganisationFileAsItIs() throws Exception {
    String text = "schema: idp-impact/v1\norganisation: {id: größe}\n";
    Path file = Files.writeString(folder.resolve("organisation.yaml"), text);
    instance.answer(
        "/collections/organisation",
        200,
        "{\"phase\":\"organisation\",\"done\":4,\"total\":4}\n"
            + "{\"result\":{\"organisation\":\"acme\",\"teams\":{\"total\":16,\"sent\":2,"
            + "\"removed\":1},\"notes\":[\"line 3: unknown\"]}}\n");

    assertThat(run("collect", "organisation", file.toString(), "--no-wait")).isZero();

    assertThat(instance.requests().get(0))
        .isEqualTo("POST +1 /collections/organisation " + text.strip());
    assertThat(out.toString())
        .contains("Collected the organisation acme", "16 (2 new or changed, 1 removed)");
    assertThat(err.toString()).contains("Note: line 3: unknown");
  }

  @Test
  void shouldReportEveryProblemOfOrganisationFileOnItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("organisation.yaml"), "a: b");
    instance.answer(
        "/collections/organisation",
        400,
        "{\"error\":\"line 1: x; line 2: y\",\"errors\":[\"line 1: x\",\"line 2: y\"]}");

    assertThat(run("collect", "organisation", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("line 1: x", "line 2: y");
    assertThat(run("collect", "organisation", "/no/such/file")).isEqualTo(2);
    assertThat(lastError()).isEqualTo("There is no file /no/such/file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/shop.git", "git@example.com:acme/shop.git"})
  void shouldPassAddressesOnAsTheyAre(String location) {
    instance.answer("/collections", 200, RESULT);

    int exitCode =
        run("collect", "git", location, "--repository", "a/b", "--service", "c", "--no-wait");

    assertThat(exitCode).isZero();
    assertThat(instance.requests().get(0)).contains("\"location\":\"" + location + "\"");
  }

  @Test
  void shouldExportByteForByte() {
    String csv = "commit,service\r\nabc,größe & \"co\"\r\n".repeat(10_000);
    instance.answer("/api/v1/facts/changes", 200, csv);

    int exitCode =
        run(
            "export",
            "facts",
            "changes",
            "--service",
            "a b",
            "--from",
            "2024-01-01",
            "--environment",
            "production",
            "--format",
            "csv");

    assertThat(exitCode).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(csv);
    assertThat(instance.requests())
        .containsExactly(
            "GET +0 /api/v1/facts/changes?service=a+b&environment=production&from=2024-01-01"
                + "&format=csv");
  }

  @Test
  void shouldExportMetricsIntoFile() {
    Path file = folder.resolve("dora.json");
    instance.answer("/api/v1/metrics/dora", 200, "[]");

    int exitCode =
        run(
            "export",
            "metrics",
            "dora",
            "--service",
            "shop",
            "--grain",
            "week",
            "--format",
            "json",
            "--output",
            file.toString());

    assertThat(exitCode).isZero();
    assertThat(file).hasContent("[]");
    assertThat(bytes.toByteArray()).isEmpty();
    assertThat(instance.requests())
        .containsExactly("GET +0 /api/v1/metrics/dora?service=shop&grain=week&format=json");
  }

  @Test
  void shouldExportTicketsPullRequestsAndOpsDemand() {
    instance.answer("/api/v1/facts/tickets", 200, "tickets\n");
    instance.answer("/api/v1/facts/pull-requests", 200, "pull requests\n");
    instance.answer("/api/v1/metrics/ops-demand", 200, "demand\n");

    assertThat(run("export", "facts", "tickets", "--queue", "github:acme/infra")).isZero();
    assertThat(run("export", "facts", "pull-requests", "--format", "json")).isZero();
    assertThat(run("export", "metrics", "ops-demand", "--scope-kind", "team", "--scope", "core"))
        .isZero();
    assertThat(run("export", "metrics", "ops-demand", "--to", "2024-02-01")).isZero();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("tickets\npull requests\ndemand\ndemand\n");
    assertThat(instance.requests())
        .containsExactly(
            "GET +0 /api/v1/facts/tickets?queue=github%3Aacme%2Finfra&format=csv",
            "GET +0 /api/v1/facts/pull-requests?format=json",
            "GET +0 /api/v1/metrics/ops-demand?scope_kind=team&scope=core&format=csv",
            "GET +0 /api/v1/metrics/ops-demand?to=2024-02-01&format=csv");
  }

  @Test
  void shouldReportErrorOfExportAndLeaveNoFile() {
    Path file = folder.resolve("changes.csv");
    instance.answer("/api/v1/facts/changes", 404, "{\"error\":\"There is no service shop.\"}");

    int exitCode =
        run("export", "facts", "changes", "--service", "shop", "--output", file.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(lastError()).isEqualTo("There is no service shop.");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldListTopicsInColumns() {
    String topics =
        "[{\"name\":\"plumbline.events.git\",\"key\":\"RepositoryKey\",\"values\":[\"A\",\"B\"],"
            + "\"partitions\":4,\"policy\":\"KEEP_ALL\",\"records\":12}]";
    instance.answer("/api/v1/topics", 200, topics);

    assertThat(run("topics")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "NAME                  KEY            VALUES  PARTITIONS  POLICY    RECORDS",
            "plumbline.events.git  RepositoryKey  A, B    4           KEEP_ALL  12");

    out.getBuffer().setLength(0);
    assertThat(run("topics", "--format", "json")).isZero();
    assertThat(out.toString().strip()).isEqualTo(topics);
  }

  @Test
  void shouldListQuarantine() {
    String listed =
        "[{\"id\":\"0123456789abcdef\",\"source\":\"github\",\"acceptedAt\":\"2026-11-01T08:00:00Z\","
            + "\"bytes\":17,\"reason\":\"Expected JSON, got\\u001b[31m none\"}]";
    instance.answer("/quarantine", 200, listed);

    assertThat(run("quarantine")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "ACCEPTED              SOURCE  ID            REASON",
            "2026-11-01T08:00:00Z  github  0123456789ab  Expected JSON, got [31m none");
    assertThat(instance.requests()).containsExactly("GET +1 /quarantine");

    out.getBuffer().setLength(0);
    assertThat(run("quarantine", "--format", "json")).isZero();
    assertThat(out.toString()).contains("\"id\":\"0123456789abcdef\"");
  }

  @Test
  void shouldSayThatNothingIsInQuarantine() {
    instance.answer("/quarantine", 200, "[]");

    assertThat(run("quarantine")).isZero();
    assertThat(out.toString().strip()).isEqualTo("There is nothing in quarantine.");
  }

  @Test
  void shouldReplayQuarantine() {
    instance.answer("/quarantine/replay", 200, "{\"mapped\":1200,\"ignored\":3,\"remaining\":2}");

    assertThat(run("replay", "quarantine")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("1,200 used now, 3 of no use, 2 still in quarantine.");
    assertThat(instance.requests()).containsExactly("POST +1 /quarantine/replay {}");
  }

  @Test
  void shouldSayHowToStartWhenNothingRuns() {
    int free = FreePort.any();
    CommandLine line = commandLine();

    int exitCode = line.execute("topics", "--url", "http://127.0.0.1:" + free);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Nothing runs at http://127.0.0.1:" + free, "plumbline up");
  }

  @Test
  void shouldRefuseDemoOnDataThatIsNotItsOwn() throws Exception {
    Files.createDirectories(folder.resolve("kafka"));

    assertThat(commandLine().execute("demo", "--data", folder.toString())).isEqualTo(2);
    assertThat(lastError()).contains("holds other data", "--data");
    assertThat(folder.resolve("demo.json")).doesNotExist();
  }

  @Test
  void shouldRefuseAnotherDemoOnTheDataOfOne() throws Exception {
    Files.writeString(
        folder.resolve("demo.json"),
        "{\"seed\":7,\"until\":\"2026-07-01\",\"months\":18,\"sent\":5}");

    assertThat(commandLine().execute("demo", "--data", folder.toString(), "--seed", "8"))
        .isEqualTo(2);
    assertThat(lastError()).contains("--seed 7 --until 2026-07-01", "--data");
  }

  @Test
  void shouldSuggestWhatWasMeant() {
    assertThat(commandLine().execute("topics", "--prot", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--port");
  }

  @Test
  void shouldExplainEveryCommandWithExamples() throws Exception {
    List<CommandLine> commands = new ArrayList<>(List.of(Plumbline.commandLine()));
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
    }
    assertThat(commands).hasSizeGreaterThan(8);
    for (CommandLine command : commands) {
      assertThat(command.getUsageMessage())
          .contains("Examples:", "  plumbline ", "--help", "--version");
    }
    assertThat(new Version().getVersion()[0]).matches("plumbline \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void shouldReplayAndWaitUntilReadersSeeIt() {
    instance.answer("/replays", 200, "{\"family\":\"delivery\",\"generation\":2}");
    instance.answer("/replays", 200, replays("\"left\":null,\"caughtUp\":false", "starts", 1));
    instance.answer("/replays", 200, replays("\"left\":4321,\"caughtUp\":false", "", 1));
    instance.answer("/replays", 200, replays("\"left\":0,\"caughtUp\":true", "", 1));
    instance.answer("/replays", 200, replays("\"left\":null,\"caughtUp\":true", "", 2));
    instance.answer("/api/v1/lag", 200, "{\"records\":17}");

    assertThat(run("replay", "delivery")).isZero();

    assertThat(instance.requests().get(0)).isEqualTo("POST +2 /replays {\"family\":\"delivery\"}");
    assertThat(err.toString())
        .contains("waiting: starts", "records to compute: 4,321", "rows to store: 17");
    assertThat(out.toString()).isEqualTo("delivery was computed anew: readers see generation 2.\n");
  }

  @Test
  void shouldStartReplayWithoutWaiting() {
    instance.answer("/replays", 200, "{\"family\":\"ops-demand\",\"generation\":3}");

    assertThat(run("replay", "ops-demand", "--no-wait")).isZero();

    assertThat(instance.requests()).hasSize(1);
    assertThat(out.toString()).isEqualTo("ops-demand is computed anew as generation 3.\n");
  }

  @Test
  void shouldSayThatReplayIsRunningAlready() {
    instance.answer(
        "/replays",
        409,
        "{\"error\":\"A replay of delivery is running already, as generation 2.\"}");

    assertThat(run("replay", "delivery")).isEqualTo(1);

    assertThat(lastError()).isEqualTo("A replay of delivery is running already, as generation 2.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deliveries", "organisation"})
  void shouldNameFamiliesThatCanBeReplayed(String family) {
    assertThat(run("replay", family)).isEqualTo(2);

    assertThat(err.toString())
        .contains("Expected a family of delivery, ops-demand, got '" + family + "'.");
    assertThat(instance.requests()).isEmpty();
  }

  @Test
  void shouldExpectFamilyToReplay() {
    assertThat(run("replay")).isEqualTo(2);

    assertThat(err.toString()).contains("Missing required parameter: 'FAMILY'");
  }

  private static String replays(String progress, String problem, int shown) {
    return "[{\"family\":\"ops-demand\",\"shown\":1},{\"family\":\"delivery\",\"current\":1,"
        + "\"next\":2,\"shown\":%d,%s,\"problem\":\"%s\"}]".formatted(shown, progress, problem);
  }

  private int collect(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("collect", "git", folder.toString(), "--repository", "a/b", "--service", "c"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--port", String.valueOf(instance.port())));
    return commandLine().execute(all.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    return Plumbline.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  private String lastError() {
    List<String> lines = err.toString().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
