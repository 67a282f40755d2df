package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.PlainAnswer;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a history to both exports, held against a plain computation on the same history. */
@ExtendWith(SharedInstance.class)
class CollectGitTest {

  private static final Path ORACLE = Path.of("..", "bench", "git-oracle").toAbsolutePath();
  private static final Pattern RELEASES = Pattern.compile(Commands.RELEASES);

  @TempDir Path folder;

  @Test
  void shouldExportWhatHistorySaysAndNothingNewTheSecondTime(Running instance) {
    Commands commands = instance.commands();
    try (TestRepository repository =
        MixedHistory.write(folder.resolve("mixed.git"), 20_240_301, 400, 24)) {
      commands.collect(repository, "mixed");

      PlainAnswer answer = PlainAnswer.of(repository.jgit(), RELEASES);
      assertThat(commands.changeRows("mixed"))
          .isEqualTo(answer.changes(Commands.repositoryOf("mixed"), "mixed"));
      expectMonths(commands.dora("mixed"), answer);

      String before = commands.exports("mixed");
      assertThat(commands.collect(repository, "mixed"))
          .contains(": 0 commits", " 0 deployments (0 withdrawn");
      assertThat(commands.exports("mixed")).isEqualTo(before);
    }
  }

  @Test
  void shouldEqualGitItself(Running instance) throws Exception {
    assumeTrue(runs("git", "--version") && runs("bash", "--version"), "git or bash is not there");
    Commands commands = instance.commands();
    try (TestRepository repository = MixedHistory.write(folder.resolve("own.git"), 7, 150, 12)) {
      commands.collect(repository, "own");
      Path facts = Files.writeString(folder.resolve("facts.csv"), commands.changes("own"));
      Path metrics = Files.writeString(folder.resolve("metrics.csv"), commands.dora("own"));

      Process oracle =
          new ProcessBuilder(
                  "bash",
                  ORACLE.toString(),
                  repository.folder().toString(),
                  Commands.RELEASES,
                  "own",
                  "--name",
                  Commands.repositoryOf("own"),
                  "--facts",
                  facts.toString(),
                  "--metrics",
                  metrics.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(oracle.getInputStream().readAllBytes());
      assertThat(oracle.waitFor()).as(output).isZero();
    }
  }

  @Test
  void shouldMoveRowsOfMovedDeletedAndEarlierTagOnly(Running instance) {
    Commands commands = instance.commands();
    try (TestRepository repository = TestRepository.in(folder.resolve("moved.git"))) {
      // One commit a day, a release after every second.
      List<ObjectId> commits = new ArrayList<>();
      for (int day = 0; day < 10; day++) {
        ObjectId[] parents =
            day == 0 ? new ObjectId[0] : new ObjectId[] {commits.get(commits.size() - 1)};
        commits.add(repository.commit(day(day), parents));
        if (day % 2 == 1) {
          repository.annotatedTag("v" + day, commits.get(day), day(day).plusSeconds(60));
        }
      }
      repository.branch("main", commits.get(9));
      commands.collect(repository, "moved");
      List<String> before = expectAnswer(repository, commands, "moved");

      // Moved forward by a commit: that commit comes to the release it was made before.
      repository.annotatedTag("v5", commits.get(6), day(6).plusSeconds(60));
      commands.collect(repository, "moved");
      List<String> moved = expectAnswer(repository, commands, "moved");
      assertThat(changed(before, moved))
          .containsExactlyInAnyOrder(
              commits.get(4).name(), commits.get(5).name(), commits.get(6).name());

      // Deleted: what it brought comes with the next.
      repository.deleteTag("v7");
      commands.collect(repository, "moved");
      List<String> deleted = expectAnswer(repository, commands, "moved");
      assertThat(changed(moved, deleted)).containsExactly(commits.get(7).name());

      // A new first one: what it does not contain is no first deployment any more.
      repository.annotatedTag("v0", commits.get(0), day(0).plusSeconds(60));
      commands.collect(repository, "moved");
      List<String> earlier = expectAnswer(repository, commands, "moved");
      assertThat(changed(deleted, earlier))
          .containsExactlyInAnyOrder(commits.get(0).name(), commits.get(1).name());
    }
  }

  private static Instant day(int day) {
    return Instant.parse("2024-05-01T12:00:00Z").plusSeconds(86_400L * day);
  }

  private static List<String> expectAnswer(
      TestRepository repository, Commands commands, String service) {
    List<String> rows = commands.changeRows(service);
    PlainAnswer answer = PlainAnswer.of(repository.jgit(), RELEASES);
    assertThat(rows).isEqualTo(answer.changes(Commands.repositoryOf(service), service));
    expectMonths(commands.dora(service), answer);
    return rows;
  }

  /** Commits whose rows differ. */
  private static List<String> changed(List<String> before, List<String> after) {
    return after.stream()
        .filter(row -> !before.contains(row))
        .map(row -> row.substring(0, row.indexOf(',')))
        .toList();
  }

  private static void expectMonths(String export, PlainAnswer answer) {
    Map<LocalDate, Long> deployments = new TreeMap<>();
    Map<LocalDate, List<Double>> leadTimes = new TreeMap<>();
    export
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            row -> {
              LocalDate month = LocalDate.parse(row[4].substring(0, 10));
              if (row[0].equals("deployment-frequency") && !isZero(row[10])) {
                deployments.put(month, (long) Double.parseDouble(row[10]));
              } else if (row[0].equals("change-lead-time") && !isZero(row[5])) {
                leadTimes.put(
                    month,
                    List.of(
                        Double.valueOf(row[5]),
                        Double.valueOf(row[7]),
                        Double.valueOf(row[8]),
                        Double.valueOf(row[9])));
              }
            });
    assertThat(deployments).isEqualTo(answer.deploymentsByMonth());
    Map<LocalDate, List<Double>> expected = new TreeMap<>();
    answer
        .leadTimesByMonth()
        .forEach(
            (month, times) ->
                expected.put(
                    month,
                    List.of(
                        (double) times.size(),
                        percentile(times, 10),
                        percentile(times, 15),
                        percentile(times, 18))));
    assertThat(leadTimes).isEqualTo(expected);
  }

  private static boolean isZero(String number) {
    return number.isEmpty() || Double.parseDouble(number) == 0;
  }

  /** Type 7, in twentieths so that nothing is rounded before the end. */
  private static double percentile(List<Long> ascending, int twentieths) {
    int position = (ascending.size() - 1) * twentieths;
    int low = position / 20;
    int rest = position % 20;
    long value = ascending.get(low) * 20;
    return (rest == 0 ? value : value + rest * (ascending.get(low + 1) - ascending.get(low)))
        / 20.0;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }
}
