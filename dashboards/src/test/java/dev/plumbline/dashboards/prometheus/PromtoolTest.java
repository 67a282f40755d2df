package dev.plumbline.dashboards.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plumbline.dashboards.command.Command;
import dev.plumbline.dashboards.grafana.DashboardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {

  private static final Path FOLDER = Path.of("prometheus");
  private static final Path TESTS = FOLDER.resolve("tests").resolve("alerts.test.yml");

  @Test
  void shouldFireEachAlertWhenAndOnlyWhenItMust() {
    assumePromtool();
    Command.run(FOLDER, "promtool", "test", "rules", "tests/alerts.test.yml").expectSuccess();
  }

  @Test
  void shouldLetPrometheusReadItsConfiguration() {
    assumePromtool();
    assertThat(
            Command.run(FOLDER, "promtool", "check", "config", "prometheus.yml")
                .expectSuccess()
                .output())
        .contains("alerts.yml");
  }

  @Test
  void shouldAskPrometheusWhatItUnderstands(@TempDir Path folder) throws IOException {
    assumePromtool();
    List<String> expressions =
        DashboardFile.all().stream().flatMap(each -> each.expressions().stream()).toList();
    assertThat(expressions).isNotEmpty();
    StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
    for (int i = 0; i < expressions.size(); i++) {
      rules.append("      - record: panel:").append(i).append('\n');
      rules.append("        expr: '");
      rules.append(expressions.get(i).replace("$__rate_interval", "1m").replace("'", "''"));
      rules.append("'\n");
    }
    Files.writeString(folder.resolve("panels.yml"), rules);

    Command.run(folder, "promtool", "check", "rules", "panels.yml").expectSuccess();
  }

  @Test
  void shouldTestEveryAlertBothWays() throws IOException {
    Set<String> alerts = new TreeSet<>();
    yaml(FOLDER.resolve("alerts.yml")).findValuesAsText("alert").forEach(alerts::add);
    Set<String> fired = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (JsonNode test : yaml(TESTS).path("tests")) {
      for (JsonNode check : test.path("alert_rule_test")) {
        (check.path("exp_alerts").isEmpty() ? silent : fired).add(check.path("alertname").asText());
      }
    }

    assertThat(alerts).hasSizeGreaterThan(10);
    assertThat(fired).isEqualTo(alerts);
    assertThat(silent).isEqualTo(alerts);
  }

  @Test
  void shouldTellWhatToDoAboutEachAlert() throws IOException {
    for (JsonNode rule : yaml(FOLDER.resolve("alerts.yml")).path("groups").path(0).path("rules")) {
      String alert = rule.path("alert").asText();
      assertThat(rule.path("labels").path("severity").asText())
          .as(alert)
          .isIn("warning", "critical");
      assertThat(rule.path("annotations").path("summary").asText()).as(alert).isNotBlank();
      assertThat(rule.path("annotations").path("description").asText()).as(alert).isNotBlank();
    }
  }

  private static void assumePromtool() {
    Command.assumeWorks(
        "There is no promtool on this machine: Prometheus's files are not checked",
        "promtool",
        "--version");
  }

  private static JsonNode yaml(Path file) throws IOException {
    // The mapper knows no anchors, which only the expectations use.
    return new YAMLMapper().readTree(file.toFile());
  }
}
