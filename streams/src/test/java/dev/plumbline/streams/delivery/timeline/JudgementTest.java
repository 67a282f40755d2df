package dev.plumbline.streams.delivery.timeline;

import static dev.plumbline.streams.delivery.timeline.FailureClass.FAILED_STATUS;
import static dev.plumbline.streams.delivery.timeline.FailureClass.HOTFIX;
import static dev.plumbline.streams.delivery.timeline.FailureClass.REVERT;
import static dev.plumbline.streams.delivery.timeline.FailureClass.ROLLBACK;
import static dev.plumbline.streams.delivery.timeline.History.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.timeline.History.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rollbacks, reverts, hotfixes, failures by status and their recovery, by hand. */
class JudgementTest {

  @Test
  void shouldBlameFirstDeploymentAfterVersionRolledBackTo() {
    Judged judged =
        new History()
            .success("V1", 1, "V1", 1)
            .success("V2", 2, "V2", 2)
            .success("V3", 3, "V3", 3)
            .success("V1 again", 4, "V1", 1)
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(ROLLBACK);
    assertThat(judged.of("V2").failedAt()).isEqualTo(2 * HOUR);
    assertThat(judged.of("V2").recoveredAt()).isEqualTo(4 * HOUR);
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V1 again");
    assertThat(judged.of("V3").failures()).isEmpty();
    assertThat(judged.of("V1 again").rework()).containsExactly(ReworkClass.ROLLBACK);
    assertThat(judged.of("V1 again").rolledBackTo()).isEqualTo("V1");
    assertThat(judged.of("V1").isFirst()).isTrue();
    assertThat(judged.of("V1").rolledBackTo()).isNull();
  }

  @Test
  void shouldNotCallGoingForwardAgainRollback() {
    Judged judged =
        new History()
            .success("V1", 1, "V1", 1)
            .success("V2", 2, "V2", 2)
            .success("V1 again", 3, "V1", 1)
            .success("V2 again", 4, "V2", 2)
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(ROLLBACK);
    assertThat(judged.of("V1 again").failures()).isEmpty();
    assertThat(judged.of("V2 again").rework()).isEmpty();
    assertThat(judged.of("V2 again").rolledBackTo()).isNull();
  }

  @Test
  void shouldBlameEachVersionOnceWhenOneIsRolledBackTwice() {
    Judged judged =
        new History()
            .success("V1", 1, "V1", 1)
            .success("V2", 2, "V2", 2)
            .success("V1 again", 3, "V1", 1)
            .success("V3", 4, "V3", 4)
            .success("V1 for good", 5, "V1", 1)
            .judge();

    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V1 again");
    assertThat(judged.of("V3").failures()).containsExactly(ROLLBACK);
    assertThat(judged.of("V3").recoveredBy()).isEqualTo("V1 for good");
    assertThat(judged.of("V1 again").failures()).isEmpty();
  }

  @Test
  void shouldCallSameCommitAgainRedeployment() {
    Judged judged = new History().success("V1", 1, "V1", 1).success("V1 again", 2, "V1", 1).judge();

    assertThat(judged.of("V1").failures()).isEmpty();
    assertThat(judged.of("V1 again").rework()).isEmpty();
    assertThat(judged.of("V1 again").rolledBackTo()).isNull();
  }

  @Test
  void shouldPassOverOtherRepositoriesAndUnknownCommits() {
    Judged judged =
        new History()
            .success("V1", 1, "V1", 1)
            .success("V2", 2, "V2", 2)
            .ofRepository("acme/config", "C1", 3, "C1", 3)
            .success("unseen", 4)
            .failure("V3", 5)
            .success("V1 again", 6, "V1", 1)
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(ROLLBACK);
    assertThat(judged.of("C1").failures()).isEmpty();
    assertThat(judged.of("unseen").failures()).isEmpty();
    assertThat(judged.of("unseen").rework()).isEmpty();
  }

  @Test
  void shouldBlameWhatFirstCarriedRevertedChange() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 2)
            .success("V3", 3)
            .success("V4", 5)
            .revert("fix", "bug", "V4", "V2")
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(REVERT);
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V4");
    assertThat(judged.of("V2").changes()).containsExactly("revert:fix");
    assertThat(judged.of("V4").rework()).containsExactly(ReworkClass.REVERT);
    assertThat(judged.of("V4").changes()).containsExactly("revert:fix");
    assertThat(judged.of("V3").failures()).isEmpty();
  }

  @Test
  void shouldCallRevertOfUnknownChangeReworkThatBlamesNobody() {
    Judged judged =
        new History().success("V1", 1).success("V2", 2).revert("fix", "", "V2", null).judge();

    assertThat(judged.of("V1").failures()).isEmpty();
    assertThat(judged.of("V2").rework()).containsExactly(ReworkClass.REVERT);
  }

  @Test
  void shouldBlameSuccessRightBeforeHotfix() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 2)
            .failure("V3", 3)
            .success("V4", 4)
            .hotfix("fix", "V4")
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(HOTFIX);
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V4");
    assertThat(judged.of("V3").failures()).containsExactly(FAILED_STATUS);
    assertThat(judged.of("V4").rework()).containsExactly(ReworkClass.HOTFIX);
  }

  @Test
  void shouldCallFirstDeploymentNoReworkByWhatItCarries() {
    Judged judged =
        new History().success("V1", 1).hotfix("fix", "V1").revert("back", "", "V1", null).judge();

    assertThat(judged.of("V1").isFirst()).isTrue();
    assertThat(judged.of("V1").rework()).isEmpty();
    assertThat(judged.of("V1").changes()).isEmpty();
  }

  @Test
  void shouldEndFailureByStatusWithNextGoodDeployment() {
    // When what follows the failure is blamed itself
    Judged judged =
        new History()
            .success("V1", 1)
            .failure("V2", 2)
            .success("V3", 3)
            .success("V4", 5)
            .hotfix("fix", "V4")
            .judge();

    // Then it is no end of it
    assertThat(judged.of("V2").failures()).containsExactly(FAILED_STATUS);
    assertThat(judged.of("V2").failedAt()).isEqualTo(2 * HOUR);
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V4");
    assertThat(judged.of("V2").recoveredAt()).isEqualTo(5 * HOUR);
  }

  @Test
  void shouldLeaveFailureOpenWithoutGoodDeployment() {
    Judged judged = new History().success("V1", 1).failure("V2", 2).failure("V3", 3).judge();

    assertThat(judged.of("V2").failedAt()).isEqualTo(2 * HOUR);
    assertThat(judged.of("V2").recoveredAt()).isNull();
    assertThat(judged.of("V2").recoveredBy()).isNull();
    assertThat(judged.of("V1").failedAt()).isNull();
  }

  @Test
  void shouldEndFailureWithFirstOfThoseThatRemovedIt() {
    // When V2 is reverted in V3 and rolled back from V4
    Judged judged =
        new History()
            .success("V1", 1, "V1", 1)
            .success("V2", 2, "V2", 2)
            .success("V3", 3, "V3", 3)
            .success("V1 again", 4, "V1", 1)
            .revert("fix", "bug", "V3", "V2")
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(ROLLBACK, REVERT);
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V3");
  }

  @Test
  void shouldJudgeFinishedDeploymentsOnly() {
    Judged judged =
        new History()
            .deployment("production", "cancelled", "CANCELLED", HOUR)
            .deployment("production", "skipped", "SKIPPED", HOUR)
            .deployment("production", "running", "RUNNING", null)
            .deployment("production", "endless", "FAILED", null)
            .success("V1", 2)
            .judge();

    assertThat(List.of("cancelled", "skipped", "running", "endless"))
        .allSatisfy(id -> assertThat(judged.of(id)).isEqualTo(Verdict.NONE));
    assertThat(judged.of("V1").isFirst()).isTrue();
  }

  @Test
  void shouldOrderTiedFinishesById() {
    Judged judged =
        new History()
            .success("a", 1, "a", 1)
            .success("c", 2, "c", 2)
            .success("b", 2, "b", 2)
            .hotfix("fix", "c")
            .judge();

    assertThat(judged.of("b").failures()).containsExactly(HOTFIX);
    assertThat(judged.of("a").failures()).isEmpty();
  }

  @Test
  void shouldGiveEachEnvironmentTimelineOfItsOwn() {
    // When V2 reaches the second region after the first one has gone on
    Judged judged =
        new History()
            .deployment("prod-eu", "V1", "SUCCEEDED", HOUR)
            .deployment("prod-eu", "V2", "SUCCEEDED", 2 * HOUR)
            .deployment("prod-us", "V1", "SUCCEEDED", 3 * HOUR)
            .deployment("prod-us", "V2", "SUCCEEDED", 4 * HOUR)
            .word("prod-eu", "V1", new Label(HOUR, "V1"))
            .word("prod-eu", "V2", new Label(2 * HOUR, "V2"))
            .word("prod-us", "V1", new Label(3 * HOUR, "V1"))
            .word("prod-us", "V2", new Label(4 * HOUR, "V2"))
            .judge();

    assertThat(judged.of("prod-us", "V1").isFirst()).isTrue();
    assertThat(judged.of("prod-us", "V1").rework()).isEmpty();
    assertThat(judged.of("prod-eu", "V2").failures()).isEmpty();
  }
}
