package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.commit;
import static dev.plumbline.streams.delivery.Scenario.hours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.metric.Grain;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sections "Which deployment carries a commit" and "Change lead time". */
class LeadTimeExamplesTest {

  private final Scenario scenario = new Scenario();

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void shouldTakeMeanOfMiddleValuesOfEvenCount() {
    // When four changes take 1, 2, 4 and 10 hours
    scenario.send(commit("0", "01T00:00").build());
    scenario.send(commit("10", "05T02:00", "0").build());
    scenario.send(commit("4", "05T08:00", "10").build());
    scenario.send(commit("2", "05T10:00", "4").build());
    scenario.send(commit("1", "05T11:00", "2").build());
    scenario.deploy("v1", "0", "01T01:00");
    scenario.deploy("v2", "1", "05T12:00");

    // Then the median is between 2 and 4, p75 a quarter and p90 seven tenths from 4 to 10
    assertThat(scenario.day("change-lead-time", "05"))
        .satisfies(
            value -> assertThat(value.getDefinition()).isEqualTo("change-lead-time/commit@1"))
        .satisfies(value -> assertThat(value.getN()).isEqualTo(4))
        .satisfies(value -> assertThat(value.getMedianSeconds()).isEqualTo(hours(3)))
        .satisfies(value -> assertThat(value.getP75Seconds()).isEqualTo(hours(5.5)))
        .satisfies(value -> assertThat(value.getP90Seconds()).isEqualTo(hours(8.2)));
  }

  @Test
  void shouldNotCountCommitsOfMainTwiceForBackportLine() {
    // When a fix is picked onto a line that left main at B, between two releases of main
    scenario.commitsInARow("A", "B", "C", "D");
    scenario.send(commit("fix", "04T18:00", "B").build());
    scenario.deploy("v1.0", "B", "02T13:00");
    scenario.deploy("v2.0", "C", "03T13:00");
    scenario.deploy("v1.1", "fix", "04T20:00");
    scenario.deploy("v2.1", "D", "05T12:00");

    // Then each carries what no earlier one contains
    assertThat(scenario.change("C").getDeployment()).isEqualTo("v2.0");
    assertThat(scenario.change("fix").getDeployment()).isEqualTo("v1.1");
    assertThat(scenario.change("D").getDeployment()).isEqualTo("v2.1");
    assertThat(scenario.day("change-lead-time", "04").getN()).isEqualTo(1);
    assertThat(scenario.day("change-lead-time", "04").getMedianSeconds()).isEqualTo(hours(2));
    assertThat(scenario.month("change-lead-time").getExcluded())
        .isEqualTo(Map.of("first-deployment", 2L));
    // v1.1 contains no commit that was deployed before, so the line is no rollback.
    assertThat(scenario.rework("v1.1")).isEmpty();
    assertThat(scenario.rework("v2.1")).isEmpty();
  }

  @Test
  void shouldSayWhyChangesHaveNoValue() {
    // When
    scenario.send(commit("A", "01T12:00").build());
    scenario.send(commit("B", "02T12:00", "A").build());
    scenario.send(commit("timeless", "03T12:00", "A").setCommittedAt(null).build());
    scenario.send(commit("M", "04T12:00", "B", "timeless").build());
    scenario.send(commit("early", "06T12:00", "M").build());
    scenario.send(commit("later", "07T12:00", "early").build());
    scenario.deploy("v1", "A", "01T13:00");
    scenario.deploy("v2", "early", "05T12:00");

    // Then
    assertThat(scenario.change("A").getExcludedReason()).isNull();
    assertThat(scenario.change("timeless").getExcludedReason()).isEqualTo("commit-time-unknown");
    assertThat(scenario.change("M").getExcludedReason()).isEqualTo("merge-commit");
    assertThat(scenario.change("early").getExcludedReason()).isEqualTo("negative-duration");
    assertThat(scenario.change("later").getExcludedReason()).isEqualTo("not-deployed");
    assertThat(scenario.month("change-lead-time").getExcluded())
        .isEqualTo(
            Map.of(
                "first-deployment", 1L,
                "commit-time-unknown", 1L,
                "merge-commit", 1L,
                "negative-duration", 1L));
    assertThat(scenario.month("change-lead-time").getMedianSeconds()).isEqualTo(hours(72));
  }

  @Test
  void shouldPutDeploymentIntoWeekFromMondayAndMonthInUtc() {
    // When deployed on Sunday the 31st of March, a minute before midnight
    scenario.send(commit("A", "01T12:00").build());
    scenario.deploy("v1", "A", "31T23:59");

    // Then
    assertThat(
            scenario.metric(
                "deployment-frequency", "service", "shop", "production", Grain.WEEK, "2024-03-25"))
        .isNotNull();
    assertThat(scenario.month("deployment-frequency")).isNotNull();
    assertThat(scenario.day("deployment-frequency", "31")).isNotNull();
  }
}
