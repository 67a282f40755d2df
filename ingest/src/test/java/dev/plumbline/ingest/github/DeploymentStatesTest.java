package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.BuildObserved;
import dev.plumbline.event.BuildStatus;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word that GitHub has for how a deployment or a run of a workflow goes. */
class DeploymentStatesTest {

  private static final String AT = "2026-03-02T10:07:00Z";

  private final GithubMapper mapper = new GithubMapper(Fixtures.pseudonyms());

  @ParameterizedTest
  @CsvSource({
    "success, SUCCEEDED, true",
    "failure, FAILED, true",
    "error, FAILED, true",
    "in_progress, RUNNING, false",
    "queued, PENDING, false",
    "pending, PENDING, false",
    "waiting, PENDING, false",
    "inactive, , false",
    "something_new, , false"
  })
  void shouldKnowStateOfDeployment(String state, DeploymentStatus status, boolean isFinished) {
    DeploymentObserved observed = status(state, "");

    assertThat(observed.getStatus()).isEqualTo(status);
    assertThat(observed.getFinishedAt() != null).isEqualTo(isFinished);
    // GitHub makes another deployment of every attempt.
    assertThat(observed.getAttempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "failure, cancelled, CANCELLED",
    "error, cancelled, CANCELLED",
    "error, stale, CANCELLED",
    "failure, skipped, SKIPPED",
    "failure, failure, FAILED",
    "failure, timed_out, FAILED",
    "success, cancelled, SUCCEEDED",
    "in_progress, cancelled, RUNNING"
  })
  void shouldAskJobWhetherItFailedAtAll(
      String state, String conclusion, DeploymentStatus expected) {
    DeploymentObserved observed =
        status(state, ",\"check_run\":{\"conclusion\":\"" + conclusion + "\"}");

    assertThat(observed.getStatus()).isEqualTo(expected);
    if (expected == DeploymentStatus.CANCELLED || expected == DeploymentStatus.SKIPPED) {
      assertThat(observed.getFinishedAt()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "success, SUCCEEDED",
    "neutral, SUCCEEDED",
    "failure, FAILED",
    "timed_out, FAILED",
    "startup_failure, FAILED",
    "cancelled, CANCELLED",
    "stale, CANCELLED",
    "skipped, SKIPPED",
    "action_required, PENDING"
  })
  void shouldKnowConclusionOfRun(String conclusion, BuildStatus status) {
    assertThat(run(conclusion, 1).getStatus()).isEqualTo(status);
  }

  @Test
  void shouldTellAttemptsOfOneRunApart() {
    BuildObserved first = run("failure", 1);
    BuildObserved second = run("success", 2);

    assertThat(second.getBuild()).isEqualTo(first.getBuild());
    assertThat(first.getAttempt()).isEqualTo(1);
    assertThat(second.getAttempt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "v1.2, v1.2",
    "1.2.3, 1.2.3",
    "V2026.03.1-rc.1, V2026.03.1-rc.1",
    "checkout@1.2.3, checkout@1.2.3",
    "refs/tags/checkout-7, checkout-7"
  })
  void shouldKnowReleaseByRefOfTag(String ref, String release) {
    assertThat(requested(ref).getRelease()).isEqualTo(release);
    assertThat(status("success", "", ref).getRelease()).isEqualTo(release);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "ada/count",
        "ada-1.2",
        "release/1.2",
        "refs/heads/v1.2",
        "refs/tags/",
        "7",
        "cccccccccccccccccccccccccccccccccccccccc",
        ""
      })
  void shouldTakeNoBranchForRelease(String ref) {
    assertThat(requested(ref).getRelease()).isNull();
  }

  private DeploymentObserved status(String state, String more) {
    return status(state, more, "main");
  }

  private DeploymentObserved status(String state, String more, String ref) {
    return (DeploymentObserved)
        only(
            "deployment_status",
            """
            {"action":"created","repository":{"full_name":"acme/shop"},
             "deployment":{"id":5,"environment":"production","ref":"%s"},
             "deployment_status":{"state":"%s","created_at":"%s","updated_at":"%s"}%s}"""
                .formatted(ref, state, AT, AT, more));
  }

  private DeploymentObserved requested(String ref) {
    return (DeploymentObserved)
        only(
            "deployment",
            """
            {"action":"created","repository":{"full_name":"acme/shop"},
             "deployment":{"id":5,"environment":"production","ref":"%s","updated_at":"%s"}}"""
                .formatted(ref, AT));
  }

  private BuildObserved run(String conclusion, int attempt) {
    return (BuildObserved)
        only(
            "workflow_run",
            """
            {"action":"completed","repository":{"full_name":"acme/shop"},
             "workflow_run":{"id":9,"run_attempt":%d,"status":"completed","conclusion":"%s",
              "updated_at":"%s"}}"""
                .formatted(attempt, conclusion, AT));
  }

  private Object only(String kind, String body) {
    Mapping mapping = mapper.map(Fixtures.github(kind, body.getBytes(StandardCharsets.UTF_8)));
    assertThat(mapping).isInstanceOf(Mapping.Mapped.class);
    return ((Mapping.Mapped) mapping).events().get(0).value();
  }
}
