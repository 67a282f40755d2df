package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.causedBy;
import static dev.plumbline.streams.delivery.Scenario.commit;
import static dev.plumbline.streams.delivery.Scenario.incident;
import static dev.plumbline.streams.delivery.Scenario.merged;
import static dev.plumbline.streams.delivery.Scenario.number;
import static dev.plumbline.streams.delivery.Scenario.sha;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section "Change fail rate", without incidents. Commits A, B, C and D follow each other. */
class FailureExamplesTest {

  private final Scenario scenario = new Scenario();

  @BeforeEach
  void sendCommits() {
    scenario.commitsInARow("A", "B", "C", "D");
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void shouldBlameFirstVersionAfterTheOneRolledBackTo() {
    // When V1, V2, V3, V1
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "C", "07T00:00");
    scenario.deploy("d4", "A", "08T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("rollback");
    assertThat(scenario.failures("d3")).isEmpty();
    assertThat(scenario.rework("d4")).containsExactly("rollback");
    assertThat(scenario.deployment("d4").getRolledBackTo()).isEqualTo("d1");
    assertThat(scenario.deployment("d2").getRecoveredBy()).isEqualTo("d4");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("25"));
    assertThat(scenario.month("change-fail-rate").getParts()).isEqualTo(Map.of("rollback", 1L));
    assertThat(scenario.month("deployment-rework-rate").getValue()).isEqualTo(number("25"));
  }

  @Test
  void shouldNotTakeGoingForwardAgainAsSecondRollback() {
    // When V1, V2, V1, V2
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "A", "07T00:00");
    scenario.deploy("d4", "B", "08T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("rollback");
    assertThat(scenario.rework("d3")).containsExactly("rollback");
    assertThat(scenario.rework("d4")).isEmpty();
    assertThat(scenario.failures("d3")).isEmpty();
  }

  @Test
  void shouldBlameSecondTryWhenItIsRolledBackToo() {
    // When V1, V2, V1, V2, V1
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "A", "07T00:00");
    scenario.deploy("d4", "B", "08T00:00");
    scenario.deploy("d5", "A", "09T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("rollback");
    assertThat(scenario.failures("d4")).containsExactly("rollback");
    assertThat(scenario.deployment("d4").getRecoveredBy()).isEqualTo("d5");
  }

  @Test
  void shouldPassOverDeploymentsOfUnknownCommits() {
    // When
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "unseen", "07T00:00");
    scenario.deploy("d4", "A", "08T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("rollback");
    assertThat(scenario.failures("d3")).isEmpty();
  }

  @Test
  void shouldNotTakeSameCommitAgainAsRollback() {
    // When
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "B", "07T00:00");

    // Then
    assertThat(scenario.rework("d3")).isEmpty();
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("0"));
  }

  @Test
  void shouldBlameDeploymentThatFirstCarriedRevertedCommit() {
    // When R reverts B
    scenario.send(
        commit("R", "07T12:00", "D").setRevert(true).setReverts(List.of(sha("B"))).build());
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "C", "06T00:00");
    scenario.deploy("d3", "D", "07T00:00");
    scenario.deploy("d4", "R", "08T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("revert");
    assertThat(scenario.deployment("d2").getChanges()).containsExactly("revert:" + sha("R"));
    assertThat(scenario.rework("d4")).containsExactly("revert");
    assertThat(scenario.deployment("d2").getRecoveredBy()).isEqualTo("d4");
    assertThat(scenario.failures("d3")).isEmpty();
  }

  @Test
  void shouldBlameNobodyWhenRevertAndRevertedGoOutTogether() {
    // When
    scenario.send(
        commit("R", "07T12:00", "D").setRevert(true).setReverts(List.of(sha("C"))).build());
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "R", "08T00:00");

    // Then
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("0"));
    assertThat(scenario.rework("d2")).isEmpty();
    assertThat(scenario.deployment("d2").getChanges()).isEmpty();
  }

  @Test
  void shouldTakeRevertOfNobodyKnowsWhatAsReworkOnly() {
    // When
    scenario.send(commit("R", "07T12:00", "D").setRevert(true).build());
    scenario.deploy("d1", "D", "05T00:00");
    scenario.deploy("d2", "R", "08T00:00");

    // Then
    assertThat(scenario.failures("d1")).isEmpty();
    assertThat(scenario.rework("d2")).containsExactly("revert");
    assertThat(scenario.month("deployment-rework-rate").getParts()).isEqualTo(Map.of("revert", 1L));
  }

  @Test
  void shouldFollowPullRequestThatRevertsAnother() {
    // When 8 says that it reverts 7, which was merged as B
    scenario.send(merged("7", "B", "01T12:00", "02T12:00").build());
    scenario.send(commit("R", "07T12:00", "D").build());
    scenario.send(
        merged("8", "R", "07T10:00", "07T12:00")
            .setRevert(true)
            .setRevertsPullRequests(List.of("7"))
            .build());
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "D", "06T00:00");
    scenario.deploy("d3", "R", "08T00:00");

    // Then
    assertThat(scenario.failures("d2")).containsExactly("revert");
    assertThat(scenario.rework("d3")).containsExactly("revert");
  }

  @Test
  void shouldBlameDeploymentBeforeHotfix() {
    // When a pull request says it, and a commit by itself
    scenario.send(commit("H", "06T12:00", "B").setHotfix(true).build());
    scenario.send(commit("I", "07T12:00", "H").build());
    scenario.send(merged("9", "I", "07T10:00", "07T12:00").setHotfix(true).build());
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "H", "07T00:00");
    scenario.deploy("d4", "I", "08T00:00");

    // Then
    assertThat(scenario.failures("d1")).isEmpty();
    assertThat(scenario.failures("d2")).containsExactly("hotfix");
    assertThat(scenario.failures("d3")).containsExactly("hotfix");
    assertThat(scenario.rework("d3")).containsExactly("hotfix");
    assertThat(scenario.deployment("d3").getChanges())
        .containsExactlyInAnyOrder("hotfix:" + sha("H"), "hotfix:" + sha("I"));
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("50"));
  }

  @Test
  void shouldTakeNothingThatFirstDeploymentCarriesAsRework() {
    // When
    scenario.send(commit("H", "01T14:00", "A").setHotfix(true).build());
    scenario.deploy("d1", "H", "05T00:00");

    // Then
    assertThat(scenario.rework("d1")).isEmpty();
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("0"));
  }

  @Test
  void shouldCountDeploymentOnceForAllThatSpeaksAgainstIt() {
    // When V2 is rolled back, and an incident names it
    scenario.deploy("d1", "A", "05T00:00");
    scenario.deploy("d2", "B", "06T00:00");
    scenario.deploy("d3", "A", "07T00:00");
    scenario.send(incident("Q1", "06T01:00").setCauses(causedBy("d2")).build());

    // Then
    assertThat(scenario.failures("d2")).containsExactly("rollback", "linked-incident");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("33.33"));
    assertThat(scenario.month("change-fail-rate").getParts())
        .isEqualTo(Map.of("rollback+linked-incident", 1L));
  }
}
