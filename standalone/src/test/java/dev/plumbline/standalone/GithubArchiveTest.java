package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Commands.Outcome;
import dev.plumbline.standalone.running.Computed;
import dev.plumbline.standalone.running.Rows;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a file of GitHub's events to rows, held against what is counted from the file alone. */
@ExtendWith(SharedInstance.class)
class GithubArchiveTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PULL_REQUESTS = 120;
  private static final int ISSUES = 90;

  @TempDir Path folder;

  /** What a file says: state by pull request, and state by ticket. */
  private record Counted(Map<String, String> pullRequests, Map<String, String> tickets) {

    static Counted of(List<String> lines) throws IOException {
      Map<String, JsonNode> pullRequests = new HashMap<>();
      Map<String, JsonNode> issues = new HashMap<>();
      for (String line : lines) {
        JsonNode event = JSON.readTree(line);
        JsonNode payload = event.path("payload");
        switch (event.path("type").asText()) {
          case "PullRequestEvent" ->
              keepLatest(
                  pullRequests,
                  event.at("/repo/name").asText() + "#" + payload.at("/pull_request/number"),
                  payload.get("pull_request"));
          case "IssuesEvent" -> {
            if (!payload.get("issue").hasNonNull("pull_request")) {
              keepLatest(issues, payload.at("/issue/id").asText(), payload.get("issue"));
            }
          }
          default -> {}
        }
      }
      return new Counted(
          states(pullRequests, GithubArchiveTest::stateOfPullRequest),
          states(issues, issue -> issue.path("state").asText().equals("open") ? "NEW" : "DONE"));
    }

    private static void keepLatest(Map<String, JsonNode> things, String name, JsonNode thing) {
      things.merge(
          name, thing, (one, other) -> updatedAt(other).isBefore(updatedAt(one)) ? one : other);
    }

    private static Instant updatedAt(JsonNode thing) {
      return Instant.parse(thing.path("updated_at").asText());
    }

    private static Map<String, String> states(
        Map<String, JsonNode> things, Function<JsonNode, String> state) {
      Map<String, String> states = new TreeMap<>();
      things.forEach((name, thing) -> states.put(name, state.apply(thing)));
      return states;
    }
  }

  private static String stateOfPullRequest(JsonNode pullRequest) {
    if (pullRequest.hasNonNull("merged_at")) {
      return "MERGED";
    }
    return pullRequest.path("state").asText().equals("open") ? "OPEN" : "CLOSED";
  }

  @Test
  @DisplayName(
      "A file of GitHub's events gives the pull requests and tickets that are counted from it;"
          + " twice, shuffled or both, the exports are equal to the byte")
  void shouldGiveWhatIsCountedFromFile(Running instance) throws Exception {
    List<String> lines = archive("archived");
    check(instance, write("small", lines), lines, "archive-small");

    // The same about other names, never in order: what is in a row must not depend on it.
    List<String> shuffled = twiceShuffled(archive("shuffled"));
    collect(instance.commands(), write("shuffled", shuffled), "archive-mixed");
    assertThat(rowsOf(instance.commands(), "shuffled", "archive-mixed"))
        .hasSize(PULL_REQUESTS + ISSUES)
        .isEqualTo(rowsOf(instance.commands(), "archived", "archive-small"));
  }

  @Test
  @DisplayName("An hour of the public archive gives what is counted from it, twice and shuffled")
  void shouldGiveWhatIsCountedFromHour(Running instance) throws Exception {
    String samples = System.getProperty("samples");
    assumeTrue(samples != null, "Skipped: no -Dsamples=DIR with hours in DIR/github-archive");
    try (Stream<Path> hours = Files.list(Path.of(samples).resolve("github-archive"))) {
      List<Path> files = hours.filter(file -> file.toString().endsWith(".gz")).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        check(instance, file, hour(file), "archive-hour-" + files.indexOf(file));
      }
    }
  }

  private void check(Running instance, Path file, List<String> lines, String source)
      throws IOException {
    Commands commands = instance.commands();
    Rows rows = new Rows(instance.addresses().postgres());
    Map<String, String> before = pullRequests(rows);
    long start = System.nanoTime();
    collect(commands, file, source);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    Counted counted = Counted.of(lines);
    Map<String, String> pullRequests = pullRequests(rows);
    pullRequests.keySet().removeAll(before.keySet());
    assertThat(pullRequests).isNotEmpty().isEqualTo(counted.pullRequests());
    Map<String, String> tickets = tickets(rows, source);
    assertThat(tickets).isNotEmpty().isEqualTo(counted.tickets());
    System.out.printf(
        "%s: %,d lines are %,d pull requests and %,d tickets in Postgres after %,d ms%n",
        file.getFileName(), lines.size(), pullRequests.size(), tickets.size(), took.toMillis());

    commands.awaitSettled();
    String exports = commands.pullRequests() + commands.tickets();
    Computed once = Computed.of(instance);
    collect(commands, write("again", twiceShuffled(lines)), source);
    commands.awaitSettled();
    assertThat(commands.pullRequests() + commands.tickets()).isEqualTo(exports);
    assertThat(Computed.of(instance)).isEqualTo(once);
  }

  private static void collect(Commands commands, Path file, String source) {
    Outcome outcome = commands.run("collect", "github-events", file.toString(), "--source", source);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains(", 0 unusable)");
  }

  private static Map<String, String> pullRequests(Rows rows) {
    return pairs(
        rows.of(
            "select repository || '#' || pull_request || ' ' || state"
                + " from plumbline.pull_requests"));
  }

  private static Map<String, String> tickets(Rows rows, String source) {
    return pairs(
        rows.of("select ticket || ' ' || state from plumbline.tickets where source = ?", source));
  }

  private static Map<String, String> pairs(List<String> rows) {
    Map<String, String> pairs = new TreeMap<>();
    rows.forEach(row -> pairs.put(row.split(" ")[0], row.split(" ")[1]));
    return pairs;
  }

  /** Exported rows of an organisation, without its name and the source's. */
  private static List<String> rowsOf(Commands commands, String organisation, String source) {
    return Stream.concat(commands.pullRequests().lines(), commands.tickets().lines())
        .filter(row -> row.contains(organisation + "/"))
        .map(row -> row.replace(organisation + "/", "").replace(source, ""))
        .collect(Collectors.toList());
  }

  private static List<String> twiceShuffled(List<String> lines) {
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines);
    Collections.shuffle(twice, new Random(3));
    return twice;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static List<String> hour(Path file) throws IOException {
    try (GZIPInputStream content = new GZIPInputStream(Files.newInputStream(file))) {
      // Only the line feed ends a line; titles may have the other ends of Unicode.
      return List.of(new String(content.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }

  /** Events of every kind that is kept, and some that are not, about an organisation. */
  private static List<String> archive(String organisation) {
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= PULL_REQUESTS; number++) {
      Instant openedAt = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(number * 3_661L);
      lines.add(pullRequest(organisation, number, "opened", openedAt, openedAt, null));
      for (int edit = 1; edit <= number % 3; edit++) {
        Instant at = openedAt.plusSeconds(edit * 600L);
        lines.add(pullRequest(organisation, number, "edited", openedAt, at, null));
      }
      if (number % 4 != 0) {
        Instant at = openedAt.plusSeconds(7_200);
        Instant mergedAt = number % 4 == 1 ? null : at;
        lines.add(pullRequest(organisation, number, "closed", openedAt, at, mergedAt));
      }
    }
    for (int number = 1; number <= ISSUES; number++) {
      Instant openedAt = Instant.parse("2025-02-01T00:00:00Z").plusSeconds(number * 7_207L);
      lines.add(issue(organisation, number, "opened", openedAt, openedAt));
      if (number % 2 == 0) {
        lines.add(issue(organisation, number, "closed", openedAt, openedAt.plusSeconds(900)));
      }
      if (number % 6 == 0) {
        lines.add(issue(organisation, number, "reopened", openedAt, openedAt.plusSeconds(1_800)));
      }
    }
    lines.add(event(organisation, 0, "WatchEvent", Instant.EPOCH, payload("started")));
    return lines;
  }

  private static String pullRequest(
      String organisation,
      int number,
      String action,
      Instant openedAt,
      Instant at,
      @Nullable Instant mergedAt) {
    ObjectNode payload = payload(action).put("number", number);
    ObjectNode pullRequest = payload.putObject("pull_request").put("number", number);
    pullRequest
        .put("id", 5_000 + number)
        .put("state", action.equals("closed") ? "closed" : "open")
        .put("created_at", openedAt.toString())
        .put("updated_at", at.toString())
        .put("closed_at", action.equals("closed") ? at.toString() : null)
        .put("merged_at", mergedAt == null ? null : mergedAt.toString())
        .put("merge_commit_sha", mergedAt == null ? null : "%040x".formatted(number));
    pullRequest.putObject("user").put("login", "dev").put("id", 7).put("type", "User");
    pullRequest
        .putObject("base")
        .put("ref", "main")
        .putObject("repo")
        .put("default_branch", "main");
    return event(organisation, number, "PullRequestEvent", at, payload);
  }

  private static String issue(
      String organisation, int number, String action, Instant openedAt, Instant at) {
    ObjectNode payload = payload(action);
    ObjectNode issue = payload.putObject("issue").put("id", 70_000 + number).put("number", number);
    boolean isClosed = action.equals("closed");
    issue
        .put("state", isClosed ? "closed" : "open")
        .put("created_at", openedAt.toString())
        .put("updated_at", at.toString())
        .put("closed_at", isClosed ? at.toString() : null);
    issue.putArray("labels");
    issue.putObject("user").put("login", "dev").put("id", 7).put("type", "User");
    return event(organisation, number, "IssuesEvent", at, payload);
  }

  private static ObjectNode payload(String action) {
    return JSON.createObjectNode().put("action", action);
  }

  private static String event(
      String organisation, int number, String type, Instant at, ObjectNode payload) {
    ObjectNode event = JSON.createObjectNode().put("type", type).put("created_at", at.toString());
    event.putObject("actor").put("login", "dev").put("id", 7);
    event.putObject("repo").put("id", 9).put("name", organisation + "/repository-" + number % 5);
    event.set("payload", payload);
    return event.toString();
  }
}
