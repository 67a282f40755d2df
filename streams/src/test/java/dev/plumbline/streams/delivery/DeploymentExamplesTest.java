package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.at;
import static dev.plumbline.streams.delivery.Scenario.commit;
import static dev.plumbline.streams.delivery.Scenario.deployment;
import static dev.plumbline.streams.delivery.Scenario.number;
import static dev.plumbline.streams.delivery.Scenario.sha;
import static dev.plumbline.streams.delivery.Scenario.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.metric.Grain;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.DefaultSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections "Deployments", "Services, environments and paths" and "Deployment frequency". */
class DeploymentExamplesTest {

  private final Scenario scenario = new Scenario();

  @BeforeEach
  void sendCommits() {
    scenario.commitsInARow("A", "B", "C");
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void shouldCountReRunsAsOneDeployment() {
    // When the first attempt fails, and two more succeed
    scenario.send(
        deployment("v1", "A", "01T13:00").setAttempt(1).setStatus(DeploymentStatus.FAILED).build());
    scenario.send(deployment("v1", "A", "01T14:00").setAttempt(2).build());
    scenario.send(deployment("v1", "A", "01T15:00").setAttempt(3).build());

    // Then it finished when it first succeeded
    assertThat(scenario.deployment("v1").getStatus()).isEqualTo("SUCCEEDED");
    assertThat(scenario.deployment("v1").getFinishedAt()).isEqualTo(at("01T14:00"));
    assertThat(scenario.failures("v1")).isEmpty();
    assertThat(scenario.month("deployment-frequency").getValue()).isEqualTo(number("1"));
    assertThat(scenario.month("change-fail-rate").getN()).isEqualTo(1);
  }

  @Test
  void shouldEndWithLastAttemptWhereNoneSucceeded() {
    // When
    for (int attempt = 1; attempt <= 2; attempt++) {
      scenario.send(
          deployment("v1", "A", "01T1%d:00".formatted(3 + attempt))
              .setAttempt(attempt)
              .setStatus(DeploymentStatus.FAILED)
              .build());
    }

    // Then
    assertThat(scenario.deployment("v1").getFinishedAt()).isEqualTo(at("01T15:00"));
    assertThat(scenario.failures("v1")).containsExactly("failed-status");
    assertThat(scenario.month("deployment-frequency")).isNull();
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("100"));
  }

  @Test
  void shouldTakeTenantsOfOneRollOutAsOneDeployment() {
    // Given
    scenario.send(
        Settings.newBuilder(DefaultSettings.settings())
            .setEnvironmentNames(List.of(new EnvironmentName("production", "tenant-.+")))
            .build());

    // When the last tenant fails
    scenario.send(deployment("v1", "A", "01T14:00").setEnvironment("tenant-a").build());
    scenario.send(deployment("v1", "A", "01T13:00").setEnvironment("tenant-b").build());
    scenario.send(
        deployment("v1", "A", "01T15:00")
            .setVersion(2)
            .setEnvironment("tenant-c")
            .setStatus(DeploymentStatus.FAILED)
            .build());

    // Then
    assertThat(scenario.deployment("v1").getStatus()).isEqualTo("SUCCEEDED");
    assertThat(scenario.deployment("v1").getFinishedAt()).isEqualTo(at("01T13:00"));
    assertThat(scenario.deployment("tenant-a", "v1")).isNull();
    assertThat(scenario.month("deployment-frequency").getN()).isEqualTo(1);
  }

  @Test
  void shouldAddUpEnvironmentsOfOneTypeForOrganisationOnly() {
    // When one release reaches two regions, one after the other, and so does the next
    scenario.send(deployment("v1", "A", "01T13:00").setEnvironment("prod-eu").build());
    scenario.send(deployment("v2", "B", "02T13:00").setEnvironment("prod-eu").build());
    scenario.send(deployment("v1", "A", "02T14:00").setEnvironment("prod-us").build());
    scenario.send(deployment("v2", "B", "02T15:00").setEnvironment("prod-us").build());

    // Then that is no rollback, and B took an hour to Europe and three to America
    assertThat(scenario.deployment("prod-us", "v1").getRework()).isEmpty();
    assertThat(scenario.deployment("prod-us", "v1").getEnvironmentType()).isEqualTo("production");
    assertThat(
            scenario.metric(
                "deployment-days",
                "organisation",
                "organisation",
                "production",
                Grain.MONTH,
                "2024-03-01"))
        .satisfies(days -> assertThat(days.getValue()).isEqualTo(number("2")))
        .satisfies(days -> assertThat(days.getN()).isEqualTo(4));
    assertThat(
            scenario
                .metric(
                    "change-lead-time",
                    "organisation",
                    "organisation",
                    "production",
                    Grain.MONTH,
                    "2024-03-01")
                .getMedianSeconds())
        .isEqualTo(number("7200"));
    assertThat(
            scenario
                .metric("change-lead-time", "service", "shop", "prod-us", Grain.MONTH, "2024-03-01")
                .getMedianSeconds())
        .isEqualTo(number("10800"));
  }

  @Test
  void shouldCountCommitForServicesWhosePathsItTouches() {
    // Given
    scenario.send(
        new Repository(
            Scenario.REPOSITORY,
            List.of(new RepositoryAlias("git", Scenario.REPOSITORY)),
            List.of(
                new RepositoryService("shop", "production", List.of("shop")),
                new RepositoryService("search", "production", List.of("search", "index")))));
    scenario.send(commit("S", "04T12:00", "C").setChangedPaths(List.of("search/a.c")).build());
    scenario.send(commit("R", "05T12:00", "S").setChangedPaths(List.of("README.md")).build());
    scenario.send(
        commit("T", "06T12:00", "R").setChangedPaths(List.of("shopping.c", "shop/b.c")).build());

    // When
    scenario.deploy("v1", "C", "03T13:00");
    scenario.deploy("v2", "T", "06T13:00");

    // Then R touches nothing that is owned and T only what the shop owns
    assertThat(scenario.change("S")).isNull();
    assertThat(scenario.change("R").getDeployment()).isEqualTo("v2");
    assertThat(scenario.change("T").getDeployment()).isEqualTo("v2");
    assertThat(scenario.day("change-lead-time", "06").getN()).isEqualTo(2);
    // 25 hours and one
    assertThat(scenario.day("change-lead-time", "06").getMedianSeconds())
        .isEqualTo(number("46800"));
  }

  @Test
  void shouldCountDeploymentWithoutKnownCommitInRatesAndFrequency() {
    // When
    scenario.deploy("v1", "A", "01T13:00");
    scenario.deploy("v2", "unseen", "02T13:00");
    scenario.send(
        word("v3", 1)
            .setService("shop")
            .setEnvironment("production")
            .setStatus(DeploymentStatus.SUCCEEDED)
            .setFinishedAt(at("03T13:00"))
            .build());

    // Then
    assertThat(scenario.deployment("v2").getReason()).isEqualTo("no-matching-commit");
    assertThat(scenario.deployment("v3").getReason()).isEqualTo("no-matching-commit");
    assertThat(scenario.month("deployment-frequency").getN()).isEqualTo(3);
    assertThat(scenario.month("change-fail-rate").getN()).isEqualTo(3);
    assertThat(scenario.day("change-lead-time", "02").getN()).isZero();
  }

  @Test
  void shouldLeaveCancelledAndSkippedOnesOutOfRates() {
    // When
    scenario.deploy("v1", "A", "01T13:00");
    scenario.send(deployment("v2", "B", "02T13:00").setStatus(DeploymentStatus.CANCELLED).build());
    scenario.send(deployment("v3", "B", "02T14:00").setStatus(DeploymentStatus.SKIPPED).build());
    scenario.send(deployment("v4", "B", "02T15:00").setStatus(DeploymentStatus.RUNNING).build());

    // Then
    assertThat(scenario.month("change-fail-rate").getN()).isEqualTo(1);
    assertThat(scenario.month("deployment-rework-rate").getN()).isEqualTo(1);
    assertThat(scenario.deployment("v2").getFailures()).isEmpty();
    assertThat(scenario.change("B").getExcludedReason()).isEqualTo("not-deployed");
  }

  @Test
  void shouldFollowCorrectionFromSuccessToFailure() {
    // Given
    scenario.deploy("v1", "A", "01T13:00");
    scenario.deploy("v2", "B", "02T13:00");
    scenario.deploy("v3", "C", "03T13:00");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("0"));

    // When
    scenario.send(word("v2", 2).setStatus(DeploymentStatus.FAILED).build());

    // Then v3 carries B, and is the next good one; one of three failed
    assertThat(scenario.change("B").getDeployment()).isEqualTo("v3");
    assertThat(scenario.failures("v2")).containsExactly("failed-status");
    assertThat(scenario.deployment("v2").getRecoveredBy()).isEqualTo("v3");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("33.33"));
    assertThat(scenario.month("failed-deployment-recovery-time").getMedianSeconds())
        .isEqualTo(number("86400"));
    assertThat(scenario.deployment("v2").getSha()).isEqualTo(sha("B"));
  }
}
