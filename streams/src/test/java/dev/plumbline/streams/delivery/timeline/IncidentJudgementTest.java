package dev.plumbline.streams.delivery.timeline;

import static dev.plumbline.streams.delivery.timeline.FailureClass.FAILED_STATUS;
import static dev.plumbline.streams.delivery.timeline.FailureClass.LINKED_INCIDENT;
import static dev.plumbline.streams.delivery.timeline.FailureClass.TIME_WINDOW;
import static dev.plumbline.streams.delivery.timeline.History.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.timeline.History.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deployment an incident fails, until when, and what was done in answer, by hand. */
class IncidentJudgementTest {

  @Test
  void shouldCallThreeIncidentsOfOneDeploymentOneFailure() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 10)
            .resolved("b", 11, 12)
            .resolved("a", 13, 16)
            .resolved("c", 12, 14)
            .judge();

    // Then from the earliest start to the latest end
    assertThat(judged.of("V2").failures()).containsExactly(TIME_WINDOW);
    assertThat(judged.of("V2").incidents())
        .containsExactly("pagerduty:a", "pagerduty:b", "pagerduty:c");
    assertThat(judged.of("V2").failedAt()).isEqualTo(11 * HOUR);
    assertThat(judged.of("V2").recoveredAt()).isEqualTo(16 * HOUR);
    assertThat(judged.of("V2").recoveredBy()).isNull();
    assertThat(judged.of("V1").failures()).isEmpty();
  }

  @Test
  void shouldBlameNothingMonthsAfterLastDeployment() {
    Judged judged = new History().success("V1", 1).resolved("late", 90 * 24, 91 * 24).judge();

    assertThat(judged.cause("late")).isEqualTo(Cause.NO_DEPLOYMENT);
    assertThat(judged.of("V1").failures()).isEmpty();
  }

  @Test
  void shouldIncludeBothEndsOfWindow() {
    History history = new History().success("V1", 1);
    long end = HOUR + History.DAY_OF_SECONDS * 1_000;
    Judged judged =
        history
            .incident("at once", HOUR, one -> one)
            .incident("last", end, one -> one)
            .incident("too late", end + 1, one -> one)
            .incident("too early", HOUR - 1, one -> one)
            .judge();

    assertThat(judged.cause("at once").foundBy()).isEqualTo("window");
    assertThat(judged.cause("last").foundBy()).isEqualTo("window");
    assertThat(judged.cause("too late")).isEqualTo(Cause.NO_DEPLOYMENT);
    assertThat(judged.cause("too early")).isEqualTo(Cause.NO_DEPLOYMENT);
  }

  @Test
  void shouldBlameLatestFinishedDeploymentInWindow() {
    Judged judged =
        new History()
            .success("V1", 1)
            .failure("V2", 2)
            .deployment("production", "V3", "CANCELLED", 3 * HOUR)
            .success("V4", 5)
            .resolved("it", 4, 6)
            .judge();

    assertThat(judged.cause("it").deployment()).isEqualTo(new DeploymentId("production", "V2"));
    assertThat(judged.of("V2").failures()).containsExactly(FAILED_STATUS, TIME_WINDOW);
  }

  @Test
  void shouldKeepFailureOpenUntilLastIncidentIsResolved() {
    Judged judged =
        new History()
            .success("V1", 1)
            .resolved("over", 2, 3)
            .incident("open", 4 * HOUR, one -> one)
            .success("V2", 40)
            .judge();

    assertThat(judged.of("V1").failedAt()).isEqualTo(2 * HOUR);
    assertThat(judged.of("V1").recoveredAt()).isNull();
    assertThat(judged.of("V1").recoveredBy()).isNull();
  }

  @Test
  void shouldTakeIncidentThatWasOpenedAgainAsOpen() {
    // When a source still tells the resolution of an incident that is open again
    Judged judged =
        new History()
            .success("V1", 1)
            .incident("again", 2 * HOUR, one -> one.setResolvedAt(3 * HOUR))
            .success("V2", 3)
            .judge();

    assertThat(judged.of("V1").recoveredAt()).isNull();
    assertThat(judged.of("V2").rework()).isEmpty();
  }

  @Test
  void shouldPreferDeploymentThatIncidentNames() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 2)
            .word("production", "sha", new Label(2 * HOUR, "V2"))
            .incident(
                "it",
                3 * HOUR,
                one ->
                    one.setDeployments(List.of("V1"))
                        .setCommits(List.of("sha"))
                        .setVersions(List.of("V2")))
            .judge();

    assertThat(judged.cause("it"))
        .isEqualTo(new Cause(new DeploymentId("production", "V1"), "deployment", null));
    assertThat(judged.of("V1").failures()).containsExactly(LINKED_INCIDENT);
    assertThat(judged.of("V2").failures()).isEmpty();
  }

  @Test
  void shouldFallThroughToNextKindOfLinkWhereDeploymentIsNotKnown() {
    Judged judged =
        new History()
            .released("production", "17", HOUR, "1.4.0")
            .success("V2", 2)
            .word("production", "sha", new Label(2 * HOUR, "V2"))
            .incident(
                "by commit",
                90 * 24 * HOUR,
                one -> one.setDeployments(List.of("gone")).setCommits(List.of("sha")))
            .incident(
                "by release",
                90 * 24 * HOUR,
                one -> one.setCommits(List.of("unseen")).setVersions(List.of("1.4.0")))
            .incident("by id", 90 * 24 * HOUR, one -> one.setVersions(List.of("V2")))
            .incident("by window", 3 * HOUR, one -> one.setVersions(List.of("9.9.9")))
            .judge();

    assertThat(judged.cause("by commit").foundBy()).isEqualTo("commit");
    assertThat(judged.cause("by commit").deployment().deployment()).isEqualTo("V2");
    assertThat(judged.cause("by release").foundBy()).isEqualTo("version");
    assertThat(judged.cause("by release").deployment().deployment()).isEqualTo("17");
    assertThat(judged.cause("by id").deployment().deployment()).isEqualTo("V2");
    assertThat(judged.cause("by window").foundBy()).isEqualTo("window");
    assertThat(judged.of("V2").failures()).containsExactly(LINKED_INCIDENT, TIME_WINDOW);
  }

  @Test
  void shouldTakeLatestOfSeveralLinksThatHadFinishedElseFirst() {
    History history =
        new History().success("V1", 1).success("V2", 2).success("V3", 4).success("V4", 5);
    Judged judged =
        history
            .incident("a", 3 * HOUR, one -> one.setDeployments(List.of("V3", "V2", "V1")))
            .incident("b", 3 * HOUR, one -> one.setDeployments(List.of("V4", "V3")))
            .judge();

    assertThat(judged.cause("a").deployment().deployment()).isEqualTo("V2");
    assertThat(judged.cause("b").deployment().deployment()).isEqualTo("V3");
    // A cause that finished after the start of its incident: it is over before it began.
    assertThat(judged.of("V3").failedAt()).isEqualTo(3 * HOUR);
  }

  @Test
  void shouldLookAtAllProductionEnvironmentsWhenIncidentNamesNone() {
    Judged judged =
        new History()
            .deployment("prod-eu", "V1", "SUCCEEDED", 3 * HOUR)
            .deployment("prod-us", "V1", "SUCCEEDED", 2 * HOUR)
            .deployment("staging", "V2", "SUCCEEDED", 4 * HOUR)
            .resolved("any", 5, 6)
            .incident("us", 5 * HOUR, one -> one.setEnvironment("prod-us"))
            .incident("staging", 5 * HOUR, one -> one.setEnvironment("staging"))
            .incident("nowhere", 5 * HOUR, one -> one.setEnvironment("mars"))
            .judge();

    assertThat(judged.cause("any").deployment()).isEqualTo(new DeploymentId("prod-eu", "V1"));
    assertThat(judged.cause("us").deployment()).isEqualTo(new DeploymentId("prod-us", "V1"));
    assertThat(judged.cause("staging").deployment()).isEqualTo(new DeploymentId("staging", "V2"));
    assertThat(judged.cause("nowhere")).isEqualTo(Cause.NO_DEPLOYMENT);
  }

  @Test
  void shouldPreferGreaterEnvironmentOfTiedFinishes() {
    Judged judged =
        new History()
            .deployment("prod-us", "a", "SUCCEEDED", 2 * HOUR)
            .deployment("prod-eu", "b", "SUCCEEDED", 2 * HOUR)
            .resolved("window", 3, 4)
            .incident("before", HOUR, one -> one.setDeployments(List.of("a", "b")))
            .judge();

    assertThat(judged.cause("window").deployment()).isEqualTo(new DeploymentId("prod-us", "a"));
    assertThat(judged.cause("before").deployment()).isEqualTo(new DeploymentId("prod-us", "a"));
  }

  @Test
  void shouldCallLastSuccessBeforeResolutionAnswerToIncident() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 3)
            .success("V3", 4)
            .failure("V4", 5)
            .success("V5", 7)
            .resolved("it", 2, 6)
            .judge();

    assertThat(judged.of("V3").rework()).containsExactly(ReworkClass.INCIDENT_RESPONSE);
    assertThat(List.of("V1", "V2", "V4", "V5"))
        .allSatisfy(id -> assertThat(judged.of(id).rework()).isEmpty());
  }

  @Test
  void shouldCallDeploymentAtResolutionButNotAtStartAnAnswer() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 2)
            .incident(
                "of V1",
                2 * HOUR,
                one ->
                    one.setDeployments(List.of("V1")).setState("RESOLVED").setResolvedAt(2 * HOUR))
            .success("V3", 4)
            .success("V4", 5)
            .incident(
                "of V3",
                4 * HOUR,
                one ->
                    one.setDeployments(List.of("V3")).setState("RESOLVED").setResolvedAt(5 * HOUR))
            .judge();

    assertThat(judged.of("V2").rework()).isEmpty();
    assertThat(judged.of("V4").rework()).containsExactly(ReworkClass.INCIDENT_RESPONSE);
  }

  @Test
  void shouldNotCallCauseAnswerToItsOwnIncident() {
    Judged judged =
        new History()
            .success("V1", 1)
            .success("V2", 3)
            .incident(
                "it",
                2 * HOUR,
                one ->
                    one.setDeployments(List.of("V2")).setState("RESOLVED").setResolvedAt(4 * HOUR))
            .judge();

    assertThat(judged.of("V2").failures()).containsExactly(LINKED_INCIDENT);
    assertThat(judged.of("V2").rework()).isEmpty();
  }

  @Test
  void shouldSayWhyIncidentFailsNothing() {
    Judged withoutStart =
        new History()
            .success("V1", 1)
            .incident("it", null, one -> one.setDeployments(List.of("V1")))
            .judge();
    assertThat(withoutStart.cause("it")).isEqualTo(Cause.START_UNKNOWN);
    assertThat(withoutStart.of("V1").failures()).isEmpty();

    assertThat(new History().resolved("it", 1, 2).judge().cause("it"))
        .isEqualTo(Cause.UNKNOWN_SERVICE);
    assertThat(new History().declared().resolved("it", 1, 2).judge().cause("it"))
        .isEqualTo(Cause.NO_DEPLOYMENT);
  }

  @Test
  void shouldFollowCorrectionFromSuccessToFailure() {
    History history = new History().success("V1", 1).success("V2", 2).hotfix("fix", "V2");
    assertThat(history.judge().of("V1").failures()).containsExactly(FailureClass.HOTFIX);

    // When V2 turns out to have failed: then it carries nothing, and its own end is the next good
    history.failure("V2", 2).success("V3", 3);
    Judged judged = history.judge();
    assertThat(judged.of("V1").failures()).isEmpty();
    assertThat(judged.of("V2").failures()).containsExactly(FAILED_STATUS);
    assertThat(judged.of("V2").rework()).isEmpty();
    assertThat(judged.of("V2").recoveredBy()).isEqualTo("V3");
  }
}
