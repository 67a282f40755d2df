package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the services measure, against what alerts and dashboards ask for. */
@ExtendWith(SharedInstance.class)
class MetersTest {

  private static final Path ALERTS = Path.of("..", "dashboards", "prometheus", "alerts.yml");
  private static final Path DASHBOARD =
      Path.of("..", "dashboards", "grafana", "dashboards", "pipeline-health.json");
  private static final Pattern NAME = Pattern.compile("\\b(?:plumbline|kafka)_[a-z_]+\\b");
  private static final Pattern PROMQL = Pattern.compile(".*(expr|unless|\\) > ).*");

  /** Counters that are born with the first delivery. */
  private static final Set<String> NOT_AT_START =
      Set.of(
          "plumbline_ingest_accepted_total",
          "plumbline_ingest_duplicates_total",
          "plumbline_ingest_quarantined_total");

  @Test
  void shouldMeasureWhatAlertsAndDashboardsAskFor(Running instance) throws IOException {
    Set<String> asked = new TreeSet<>(names(Files.readString(ALERTS)));
    asked.addAll(names(Files.readString(DASHBOARD)));
    Set<String> measured =
        instance
            .commands()
            .get(2, "/metrics")
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(asked).hasSizeGreaterThan(10);
    asked.removeAll(NOT_AT_START);
    assertThat(measured).containsAll(asked);
  }

  @Test
  void shouldNameOwnMetersAsPrometheusWouldHaveThem(Running instance) throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
        "There is no promtool on this machine: the names of meters are not checked");
    String scrape = instance.commands().get(2, "/metrics").body();
    String own =
        scrape
            .lines()
            .filter(line -> line.matches("(# (HELP|TYPE) )?plumbline_.*"))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(own).contains("plumbline_health_up{", "plumbline_sink_behind_seconds{");

    assertThat(check(own)).isEmpty();
    assertThat(check(own + "# TYPE plumbline_things counter\nplumbline_things 1\n"))
        .anyMatch(line -> line.contains("plumbline_things"));
  }

  private static Set<String> names(String text) {
    return text.lines()
        .filter(line -> PROMQL.matcher(line).matches())
        .flatMap(line -> NAME.matcher(line).results().map(match -> match.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What promtool has against the metrics. */
  private static List<String> check(String metrics) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
