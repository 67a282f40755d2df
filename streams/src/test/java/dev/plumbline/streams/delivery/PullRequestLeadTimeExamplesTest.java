package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.at;
import static dev.plumbline.streams.delivery.Scenario.commit;
import static dev.plumbline.streams.delivery.Scenario.hours;
import static dev.plumbline.streams.delivery.Scenario.merged;
import static dev.plumbline.streams.delivery.Scenario.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sections "change-lead-time/pull-request@1", "change-lead-time/merge@1" and "Pull requests". The
 * service has run commit A since the first; version 2 is deployed at noon of the tenth.
 */
class PullRequestLeadTimeExamplesTest {

  private final Scenario scenario = new Scenario();

  @BeforeEach
  void deployFirst() {
    scenario.send(commit("A", "01T06:00").build());
    scenario.deploy("v1", "A", "01T12:00");
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  private void deploySecond(String commit) {
    scenario.deploy("v2", commit, "10T12:00");
  }

  private BigDecimal median(String variant) {
    return scenario.month("change-lead-time-" + variant).getMedianSeconds();
  }

  private Map<String, Long> excluded(String variant) {
    return scenario.month("change-lead-time-" + variant).getExcluded();
  }

  @Test
  void shouldSplitTimeOfPullRequestIntoStages() {
    // When
    scenario.send(commit("S", "09T12:00", "A").build());
    scenario.send(
        merged("1", "S", "08T12:00", "09T12:00").setFirstCommitAt(at("08T02:00")).build());
    scenario.send(review("1", "bert", "08T15:00").build());
    scenario.send(review("1", "cleo", "09T11:00").build());
    deploySecond("S");

    // Then
    assertThat(median("pull-request")).isEqualTo(hours(58));
    assertThat(median("coding")).isEqualTo(hours(10));
    assertThat(median("pickup")).isEqualTo(hours(3));
    assertThat(median("review")).isEqualTo(hours(21));
    assertThat(median("merge")).isEqualTo(hours(24));
    assertThat(scenario.month("change-lead-time-review").getDefinition())
        .isEqualTo("change-lead-time/pull-request/review@1");
    assertThat(scenario.month("change-lead-time-pull-request").getContributors()).isEqualTo(1);
    assertThat(scenario.month("change-lead-time-merge").getContributors()).isNull();
    assertThat(scenario.day("change-lead-time-pull-request", "10")).isNull();
  }

  @Test
  void shouldTieSquashedPullRequestToCommitOnBase() {
    // When its own commits never came to the base branch
    scenario.send(commit("S", "09T12:00", "A").build());
    scenario.send(
        merged("1", "S", "08T12:00", "09T12:00").setFirstCommitAt(at("07T12:00")).build());
    deploySecond("S");

    // Then the squashed commit is a day old and the pull request three
    assertThat(median("pull-request")).isEqualTo(hours(72));
    assertThat(scenario.day("change-lead-time", "10").getMedianSeconds()).isEqualTo(hours(24));
  }

  @Test
  void shouldTakeFirstCommitThatMergeBringsInWhereNobodyToldIt() {
    // When
    scenario.send(commit("F", "06T12:00", "A").build());
    scenario.send(commit("G", "07T12:00", "F").build());
    scenario.send(commit("M", "09T12:00", "A", "G").setFirstMergedCommitAt(at("06T12:00")).build());
    scenario.send(merged("1", "M", "08T12:00", "09T12:00").build());
    deploySecond("M");

    // Then
    assertThat(median("pull-request")).isEqualTo(hours(96));
    assertThat(median("coding")).isEqualTo(hours(48));
    assertThat(scenario.day("change-lead-time", "10").getN()).isEqualTo(2);
  }

  @Test
  void shouldTieRebasedAndFastForwardedPullRequestToItsLastCommit() {
    // When
    scenario.send(commit("R1", "09T12:00", "A").build());
    scenario.send(commit("R2", "09T12:00", "R1").build());
    scenario.send(
        merged("1", "R2", "08T12:00", "09T12:00").setFirstCommitAt(at("08T00:00")).build());
    scenario.deploy("v2", "R1", "10T00:00");
    scenario.deploy("v3", "R2", "10T12:00");

    // Then it is deployed when all of it is
    assertThat(median("pull-request")).isEqualTo(hours(60));
    assertThat(scenario.change("R1").getDeployment()).isEqualTo("v2");
  }

  @Test
  void shouldCountDirectPushAsCommitOnly() {
    // When
    scenario.send(commit("P", "10T10:00", "A").build());
    deploySecond("P");

    // Then
    assertThat(scenario.day("change-lead-time", "10").getMedianSeconds()).isEqualTo(hours(2));
    assertThat(scenario.month("change-lead-time-pull-request")).isNull();
    assertThat(scenario.month("change-lead-time-merge")).isNull();
  }

  @Test
  void shouldNotCountReviewsOfPullRequestThatHadNoneBeforeItsMerge() {
    // When only Anna herself, a machine, and Bert after the merge reviewed
    scenario.send(commit("S", "09T12:00", "A").build());
    scenario.send(
        merged("1", "S", "08T12:00", "09T12:00").setFirstCommitAt(at("08T02:00")).build());
    scenario.send(review("1", "anna", "08T13:00").build());
    scenario.send(review("1", "lint", "08T13:00").setReviewerKind(ActorKind.BOT).build());
    scenario.send(review("1", "bert", "09T13:00").build());
    deploySecond("S");

    // Then
    assertThat(excluded("pickup")).isEqualTo(Map.of("no-review", 1L));
    assertThat(excluded("review")).isEqualTo(Map.of("no-review", 1L));
    assertThat(scenario.month("change-lead-time-review").getN()).isZero();
    assertThat(median("pull-request")).isEqualTo(hours(58));
  }

  @Test
  void shouldWaitForReviewFromReadinessOfDraft() {
    // When it began as a draft; of another one nobody told when it was ready
    scenario.send(commit("S", "09T12:00", "A").build());
    scenario.send(commit("T", "09T13:00", "S").build());
    scenario.send(
        merged("1", "S", "08T00:00", "09T12:00").setDraft(true).setReadyAt(at("08T12:00")).build());
    scenario.send(merged("2", "T", "08T00:00", "09T12:00").setDraft(true).build());
    scenario.send(review("1", "bert", "08T14:00").build());
    scenario.send(review("2", "bert", "08T14:00").build());
    deploySecond("T");

    // Then
    assertThat(median("pickup")).isEqualTo(hours(2));
    assertThat(excluded("pickup")).isEqualTo(Map.of("ready-unknown", 1L));
    assertThat(excluded("coding")).isEqualTo(Map.of("first-commit-unknown", 2L));
  }

  @Test
  void shouldLeaveBotsOutOfFiguresAboutPeopleOnly() {
    // When
    scenario.send(commit("S", "09T12:00", "A").build());
    scenario.send(merged("1", "S", "08T12:00", "09T12:00").setAuthorKind(ActorKind.BOT).build());
    deploySecond("S");

    // Then
    for (String variant : new String[] {"pull-request", "coding", "pickup", "review"}) {
      assertThat(excluded(variant)).as(variant).isEqualTo(Map.of("bot", 1L));
    }
    assertThat(scenario.month("change-lead-time-pull-request").getContributors()).isZero();
    assertThat(median("merge")).isEqualTo(hours(24));
  }

  @Test
  void shouldExcludeWhatFirstDeploymentCarriesAndWhatHasNoTimeOfMerge() {
    // When
    scenario.send(
        merged("1", "A", "01T06:00", "01T07:00").setFirstCommitAt(at("01T06:00")).build());
    scenario.send(commit("S", "09T12:00", "A").build());
    PullRequestObserved.Builder timeless = merged("2", "S", "08T12:00", "09T12:00");
    scenario.send(timeless.setMergedAt(null).setFirstCommitAt(at("08T02:00")).build());
    deploySecond("S");

    // Then
    Map<String, Long> reasons = Map.of("first-deployment", 1L, "merge-time-unknown", 1L);
    assertThat(excluded("pull-request")).isEqualTo(reasons);
    assertThat(excluded("merge")).isEqualTo(reasons);
    assertThat(median("coding")).isEqualTo(hours(10));
  }

  @Test
  void shouldCountDifferentAuthorsOverServices() {
    // When Anna opened two and Bert one, and Cleo's has no value
    scenario.send(commit("S", "07T12:00", "A").build());
    scenario.send(commit("T", "08T12:00", "S").build());
    scenario.send(commit("U", "09T12:00", "T").build());
    Instant first = at("06T10:00");
    scenario.send(merged("1", "S", "06T12:00", "07T12:00").setFirstCommitAt(first).build());
    scenario.send(merged("2", "T", "06T12:00", "08T12:00").setFirstCommitAt(first).build());
    PullRequestObserved.Builder third = merged("3", "U", "06T12:00", "09T12:00");
    scenario.send(third.setFirstCommitAt(first).setAuthor("bert").build());
    scenario.send(merged("4", "U", "06T12:00", "09T12:00").setAuthor("cleo").build());
    deploySecond("U");

    // Then
    MetricValue whole =
        scenario.metric(
            "change-lead-time-pull-request",
            "organisation",
            "organisation",
            "production",
            Grain.MONTH,
            "2024-03-01");
    assertThat(whole.getContributors()).isEqualTo(2);
    assertThat(excluded("pull-request")).isEqualTo(Map.of("first-commit-unknown", 1L));
  }
}
