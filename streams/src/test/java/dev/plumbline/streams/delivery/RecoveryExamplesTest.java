package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.at;
import static dev.plumbline.streams.delivery.Scenario.causedBy;
import static dev.plumbline.streams.delivery.Scenario.deployment;
import static dev.plumbline.streams.delivery.Scenario.hours;
import static dev.plumbline.streams.delivery.Scenario.incident;
import static dev.plumbline.streams.delivery.Scenario.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.IncidentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sections "Failed deployment recovery time" and "Deployment rework rate". A is deployed on the
 * fifth, B on the sixth.
 */
class RecoveryExamplesTest {

  private static final String RECOVERY = "failed-deployment-recovery-time";

  private final Scenario scenario = new Scenario();

  @BeforeEach
  void deploy() {
    scenario.commitsInARow("A", "B", "C", "D");
    scenario.deploy("d1", "A", "05T12:00");
    scenario.deploy("d2", "B", "06T12:00");
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void shouldLastFromEarliestStartToLatestResolution() {
    // When
    scenario.send(resolved("Q1", "06T14:00", "06T15:00").build());
    scenario.send(resolved("Q2", "06T13:00", "06T14:00").build());

    // Then
    assertThat(scenario.deployment("d2").getFailedAt()).isEqualTo(at("06T13:00"));
    assertThat(scenario.deployment("d2").getRecoveredAt()).isEqualTo(at("06T15:00"));
    assertThat(scenario.deployment("d2").getRecoveredBy()).isNull();
    assertThat(scenario.month(RECOVERY).getMedianSeconds()).isEqualTo(hours(2));
    assertThat(scenario.month(RECOVERY).getDefinition())
        .isEqualTo("failed-deployment-recovery-time@1");
  }

  @Test
  void shouldBeOpenAsLongAsOneIncidentIs() {
    // When
    scenario.send(resolved("Q1", "06T14:00", "06T15:00").build());
    scenario.send(incident("Q2", "06T13:00").build());
    scenario.deploy("d3", "C", "07T12:00");

    // Then
    assertThat(scenario.deployment("d2").getRecoveredAt()).isNull();
    assertThat(scenario.month(RECOVERY).getN()).isZero();
    assertThat(scenario.month(RECOVERY).getExcluded()).isEqualTo(Map.of("open", 1L));
    assertThat(scenario.month(RECOVERY).getMedianSeconds()).isNull();
  }

  @Test
  void shouldOpenAgainWhenIncidentIsReopened() {
    // Given
    scenario.send(resolved("Q1", "06T14:00", "06T15:00").build());
    assertThat(scenario.month(RECOVERY).getN()).isEqualTo(1);

    // When
    scenario.send(incident("Q1", "06T14:00").setVersion(2).setState(IncidentState.OPEN).build());

    // Then
    assertThat(scenario.incident("Q1").getResolvedAt()).isNull();
    assertThat(scenario.month(RECOVERY).getExcluded()).isEqualTo(Map.of("open", 1L));
  }

  @Test
  void shouldEndWithNextGoodDeploymentWhereNoIncidentSaysWhen() {
    // When the next one fails, too, and the one after it causes an incident
    scenario.send(deployment("d3", "C", "07T00:00").setStatus(DeploymentStatus.FAILED).build());
    scenario.deploy("d4", "C", "07T12:00");
    scenario.send(incident("Q1", "07T13:00").setCauses(causedBy("d4")).build());
    scenario.deploy("d5", "D", "08T00:00");

    // Then
    assertThat(scenario.deployment("d3").getFailedAt()).isEqualTo(at("07T00:00"));
    assertThat(scenario.deployment("d3").getRecoveredAt()).isEqualTo(at("08T00:00"));
    assertThat(scenario.deployment("d3").getRecoveredBy()).isEqualTo("d5");
    assertThat(scenario.month(RECOVERY).getMedianSeconds()).isEqualTo(hours(24));
    assertThat(scenario.month(RECOVERY).getExcluded()).isEqualTo(Map.of("open", 1L));
  }

  @Test
  void shouldEndWithRollbackThoughAnotherCameBefore() {
    // When d2 is rolled back by d4 only
    scenario.deploy("d3", "C", "07T12:00");
    scenario.deploy("d4", "A", "08T12:00");

    // Then
    assertThat(scenario.deployment("d2").getRecoveredBy()).isEqualTo("d4");
    assertThat(scenario.month(RECOVERY).getMedianSeconds()).isEqualTo(hours(48));
  }

  @Test
  void shouldStayOpenWithoutAnyGoodDeploymentAfterIt() {
    // When
    scenario.send(deployment("d3", "C", "07T00:00").setStatus(DeploymentStatus.FAILED).build());

    // Then
    assertThat(scenario.deployment("d3").getRecoveredAt()).isNull();
    assertThat(scenario.month(RECOVERY).getExcluded()).isEqualTo(Map.of("open", 1L));
  }

  @Test
  void shouldNotCountEndBeforeStart() {
    // When
    scenario.send(resolved("Q1", "06T14:00", "06T13:00").build());

    // Then
    assertThat(scenario.deployment("d2").getRecoveredAt()).isEqualTo(at("06T13:00"));
    assertThat(scenario.month(RECOVERY).getN()).isZero();
    assertThat(scenario.month(RECOVERY).getExcluded()).isEqualTo(Map.of("negative-duration", 1L));
  }

  @Test
  void shouldTakeLastDeploymentBeforeResolutionAsAnswer() {
    // When
    scenario.deploy("d3", "C", "06T15:00");
    scenario.deploy("d4", "D", "06T16:00");
    scenario.deploy("d5", "D", "06T18:00");
    scenario.send(resolved("Q1", "06T14:00", "06T16:00").setCauses(causedBy("d2")).build());

    // Then both ends of the answer count: after the start, at the resolution
    assertThat(scenario.rework("d3")).isEmpty();
    assertThat(scenario.rework("d4")).containsExactly("incident-response");
    assertThat(scenario.rework("d5")).isEmpty();
    assertThat(scenario.month("deployment-rework-rate").getParts())
        .isEqualTo(Map.of("incident-response", 1L));
  }

  @Test
  void shouldNotTakeDeploymentAtStartOfIncidentAsAnswer() {
    // When
    scenario.deploy("d3", "C", "06T14:00");
    scenario.send(resolved("Q1", "06T14:00", "06T16:00").setCauses(causedBy("d2")).build());

    // Then
    assertThat(scenario.rework("d3")).isEmpty();
  }
}
