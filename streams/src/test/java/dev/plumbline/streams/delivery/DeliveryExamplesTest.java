package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cases computed by hand. The history, one commit a day at noon from the first of March 2024:
 *
 * <pre>
 *   A - B - C - D - E     main
 *        \     /
 *         F --            a branch, merged by D
 * </pre>
 */
class DeliveryExamplesTest {

  private static final String REPOSITORY = "acme/shop";

  private final DeliveryDriver driver = new DeliveryDriver();

  @BeforeEach
  void sendHistory() {
    driver.send(
        new Repository(
            REPOSITORY,
            List.of(new RepositoryAlias("git", REPOSITORY)),
            List.of(new RepositoryService("shop", "production", List.of()))));
    commit("A", 1);
    commit("B", 2, "A");
    commit("F", 3, "B");
    commit("C", 3, "B");
    commit("D", 4, "C", "F");
    commit("E", 5, "D");
  }

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldCarryEachCommitByEarliestDeploymentThatContainsIt() {
    // When
    deployment("v1", "B", "2024-03-02T18:00:00Z");
    deployment("v2", "D", "2024-03-04T18:00:00Z");
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits())
        .isEqualTo(Map.of("A", "v1", "B", "v1", "F", "v2", "C", "v2", "D", "v2"));
    assertThat(change("C").getDeployedAt()).isEqualTo(Instant.parse("2024-03-04T18:00:00Z"));
    assertThat(change("D").getExcludedReason()).isEqualTo("merge-commit");
    assertThat(change("E").getExcludedReason()).isEqualTo("not-deployed");
    assertThat(deployment("v1").getIsFirst()).isTrue();
    assertThat(deployment("v2").getIsFirst()).isFalse();
    // F and C took 30 hours each; D is a merge; what v1 carried is no change of a running service.
    assertThat(leadTime(Grain.MONTH, "2024-03-01"))
        .isEqualTo(
            new MetricValue(
                "change-lead-time/commit@1",
                2L,
                Map.of("merge-commit", 1L, "first-deployment", 2L),
                seconds(108_000),
                seconds(108_000),
                seconds(108_000),
                seconds(108_000),
                Map.of(),
                null));
  }

  @Test
  void shouldNotCarryAcrossDivergingLines() {
    // When a backport line is released from F while main goes on without it
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v1.1", "F", "2024-03-03T18:00:00Z");
    deployment("v2", "C", "2024-03-03T20:00:00Z");
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits())
        .isEqualTo(Map.of("A", "v1", "B", "v1.1", "F", "v1.1", "C", "v2"));
  }

  @Test
  void shouldMoveExactlyWhatWithdrawnDeploymentCarried() {
    // Given
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v2", "C", "2024-03-03T18:00:00Z");
    deployment("v3", "E", "2024-03-05T18:00:00Z");
    driver.settle();
    Map<SpecificRecord, SpecificRecord> before = new HashMap<>(driver.state());

    // When
    driver.send(word("v2").setVersion(2).setWithdrawn(true).build());
    driver.settle();

    // Then B and C are carried by v3 now; A, D, E, F stay as they were
    assertThat(deploymentsOfCommits())
        .isEqualTo(Map.of("A", "v1", "B", "v3", "C", "v3", "D", "v3", "E", "v3", "F", "v3"));
    assertThat(changedKeys(before))
        .containsExactlyInAnyOrder(
            changeKey("B"),
            changeKey("C"),
            deploymentKey("v2"),
            metric("deployment-frequency", Grain.DAY, "2024-03-03"),
            metric("deployment-days", Grain.DAY, "2024-03-03"),
            metric("change-fail-rate", Grain.DAY, "2024-03-03"),
            metric("deployment-rework-rate", Grain.DAY, "2024-03-03"),
            metric("change-lead-time", Grain.DAY, "2024-03-03"),
            metric("change-lead-time", Grain.DAY, "2024-03-05"),
            metric("deployment-frequency", Grain.WEEK, "2024-02-26"),
            metric("deployment-days", Grain.WEEK, "2024-02-26"),
            metric("change-fail-rate", Grain.WEEK, "2024-02-26"),
            metric("deployment-rework-rate", Grain.WEEK, "2024-02-26"),
            metric("change-lead-time", Grain.WEEK, "2024-02-26"),
            metric("change-lead-time", Grain.WEEK, "2024-03-04"),
            metric("deployment-frequency", Grain.MONTH, "2024-03-01"),
            metric("deployment-days", Grain.MONTH, "2024-03-01"),
            metric("change-fail-rate", Grain.MONTH, "2024-03-01"),
            metric("deployment-rework-rate", Grain.MONTH, "2024-03-01"),
            metric("change-lead-time", Grain.MONTH, "2024-03-01"));
    assertThat(driver.state()).doesNotContainKey(deploymentKey("v2"));
    // E 6 hours, F and C 54 hours, B 78 hours: the mean of the two middle values is 54 hours.
    assertThat(leadTime(Grain.MONTH, "2024-03-01").getMedianSeconds()).isEqualTo(seconds(194_400));
  }

  @Test
  void shouldBringBackWhatWasWithdrawn() {
    // Given
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v2", "C", "2024-03-03T18:00:00Z");
    driver.settle();
    Map<SpecificRecord, SpecificRecord> before = new HashMap<>(driver.state());

    // When
    driver.send(word("v2").setVersion(2).setWithdrawn(true).build());
    driver.settle();
    driver.send(word("v2").setVersion(3).setWithdrawn(false).build());
    driver.settle();

    // Then
    assertThat(driver.state()).isEqualTo(before);
  }

  @Test
  void shouldFollowCorrectionFromSuccessToFailure() {
    // Given
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v2", "C", "2024-03-03T18:00:00Z");
    driver.settle();

    // When
    driver.send(word("v2").setVersion(2).setStatus(DeploymentStatus.FAILED).build());
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits()).isEqualTo(Map.of("A", "v1"));
    assertThat(deployment("v2").getStatus()).isEqualTo("FAILED");
    assertThat(driver.state().get(metric("deployment-frequency", Grain.MONTH, "2024-03-01")))
        .extracting("n")
        .isEqualTo(1L);
  }

  @Test
  void shouldFollowCorrectionOfCommitAndTime() {
    // Given
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v2", "C", "2024-03-03T18:00:00Z");
    driver.settle();

    // When the tag was moved from C to F, a day later
    driver.send(
        word("v2")
            .setVersion(2)
            .setSha(sha("F"))
            .setFinishedAt(Instant.parse("2024-03-04T18:00:00Z"))
            .build());
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits()).isEqualTo(Map.of("A", "v1", "B", "v2", "F", "v2"));
    assertThat(change("B").getDeployedAt()).isEqualTo(Instant.parse("2024-03-04T18:00:00Z"));
    assertThat(driver.state())
        .doesNotContainKey(metric("change-lead-time", Grain.DAY, "2024-03-03"));
  }

  @Test
  void shouldMoveFirstDeploymentWhenEarlierOneArrivesLate() {
    // Given
    deployment("v2", "C", "2024-03-03T18:00:00Z");
    deployment("v3", "E", "2024-03-05T18:00:00Z");
    driver.settle();
    assertThat(deployment("v2").getIsFirst()).isTrue();
    assertThat(leadTime(Grain.DAY, "2024-03-03").getExcluded())
        .isEqualTo(Map.of("first-deployment", 3L));

    // When
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    driver.settle();

    // Then A is v1's and excluded; B (30 hours) and C (6 hours) count now
    assertThat(deployment("v1").getIsFirst()).isTrue();
    assertThat(deployment("v2").getIsFirst()).isFalse();
    assertThat(deploymentsOfCommits().get("A")).isEqualTo("v1");
    assertThat(leadTime(Grain.DAY, "2024-03-01").getExcluded())
        .isEqualTo(Map.of("first-deployment", 1L));
    assertThat(leadTime(Grain.DAY, "2024-03-03").getN()).isEqualTo(2);
    assertThat(leadTime(Grain.DAY, "2024-03-03").getMedianSeconds()).isEqualTo(seconds(64_800));
  }

  @Test
  void shouldBreakTiesOfTimeById() {
    // When
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("b", "C", "2024-03-03T18:00:00Z");
    deployment("a", "C", "2024-03-03T18:00:00Z");
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits()).isEqualTo(Map.of("A", "v1", "B", "a", "C", "a"));
  }

  @Test
  void shouldExcludeDeploymentBeforeCommitAsNegativeDuration() {
    // When
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v2", "C", "2024-03-03T11:59:59Z");
    driver.settle();

    // Then
    assertThat(change("C").getExcludedReason()).isEqualTo("negative-duration");
    assertThat(change("B").getExcludedReason()).isNull();
    assertThat(leadTime(Grain.DAY, "2024-03-03").getExcluded())
        .isEqualTo(Map.of("negative-duration", 1L));
  }

  @Test
  void shouldCountDeploymentWithoutKnownCommitInFrequencyOnly() {
    // When
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    deployment("v9", "unseen", "2024-03-06T18:00:00Z");
    driver.settle();

    // Then
    assertThat(deployment("v9").getReason()).isEqualTo("no-matching-commit");
    assertThat(leadTime(Grain.DAY, "2024-03-06").getN()).isZero();
    assertThat(driver.state().get(metric("deployment-frequency", Grain.DAY, "2024-03-06")))
        .extracting("value")
        .isEqualTo(seconds(1));

    // When the commit is seen after all
    commit("unseen", 6, "E");
    driver.settle();

    // Then
    assertThat(deployment("v9").getReason()).isNull();
    assertThat(deploymentsOfCommits())
        .containsEntry("unseen", "v9")
        .containsEntry("C", "v9")
        .containsEntry("E", "v9");
  }

  @Test
  void shouldKeepEnvironmentsApart() {
    // When
    deployment("v1", "A", "2024-03-01T18:00:00Z");
    driver.send(
        success("v1", "C", "2024-03-03T18:00:00Z")
            .setEnvironment("staging")
            .setSource("ci")
            .setRepository("elsewhere")
            .build());
    driver.send(success("s1", "C", "2024-03-03T18:00:00Z").setEnvironment("staging").build());
    driver.settle();

    // Then
    assertThat(deploymentsOfCommits()).isEqualTo(Map.of("A", "v1"));
    ChangeKey inStaging = new ChangeKey(REPOSITORY, sha("B"), "shop", "staging");
    assertThat(((Change) driver.state().get(inStaging)).getDeployment()).isEqualTo("s1");
  }

  @Test
  void shouldDeployOneTagToTwoServices() {
    // When
    driver.send(success("v1", "A", "2024-03-01T18:00:00Z").build());
    driver.send(success("v1", "B", "2024-03-02T18:00:00Z").setService("search").build());
    driver.settle();

    // Then
    assertThat(deployment("v1").getSha()).isEqualTo(sha("A"));
    assertThat(driver.state())
        .containsKey(new DeploymentKey("search", "production", "v1"))
        .containsKey(new ChangeKey(REPOSITORY, sha("B"), "search", "production"));
  }

  @Test
  void shouldTakeBackRowsOfServiceThatIsNoLongerDeclared() {
    // When
    driver.send(
        new Repository(REPOSITORY, List.of(new RepositoryAlias("git", REPOSITORY)), List.of()));
    driver.settle();

    // Then
    assertThat(driver.state()).doesNotContainKey(changeKey("A"));
    ChangeKey unknown = new ChangeKey(REPOSITORY, sha("A"), "", "");
    assertThat(((Change) driver.state().get(unknown)).getExcludedReason())
        .isEqualTo("unknown-service");
  }

  private void commit(String name, int day, String... parents) {
    Instant noon = Instant.parse("2024-03-%02dT12:00:00Z".formatted(day));
    driver.send(
        CommitObserved.newBuilder()
            .setSource("git")
            .setRepository(REPOSITORY)
            .setSha(sha(name))
            .setParents(List.of(parents).stream().map(DeliveryExamplesTest::sha).toList())
            .setAuthoredAt(noon.minusSeconds(60))
            .setCommittedAt(noon)
            .build());
  }

  private void deployment(String id, String commit, String finishedAt) {
    driver.send(success(id, commit, finishedAt).build());
  }

  private static DeploymentObserved.Builder success(String id, String commit, String finishedAt) {
    return word(id)
        .setService("shop")
        .setEnvironment("production")
        .setSha(sha(commit))
        .setStatus(DeploymentStatus.SUCCEEDED)
        .setFinishedAt(Instant.parse(finishedAt));
  }

  private static DeploymentObserved.Builder word(String id) {
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository(REPOSITORY)
        .setDeployment(id)
        .setVersion(1);
  }

  private static String sha(String name) {
    return "%040x".formatted(name.hashCode());
  }

  private Change change(String commit) {
    return (Change) driver.state().get(changeKey(commit));
  }

  private Deployment deployment(String id) {
    return (Deployment) driver.state().get(deploymentKey(id));
  }

  private MetricValue leadTime(Grain grain, String start) {
    return (MetricValue) driver.state().get(metric("change-lead-time", grain, start));
  }

  private Map<String, String> deploymentsOfCommits() {
    Map<String, String> deployments = new HashMap<>();
    for (String name : List.of("A", "B", "C", "D", "E", "F", "unseen")) {
      Change change = change(name);
      if (change != null && change.getDeployment() != null) {
        deployments.put(name, change.getDeployment());
      }
    }
    return deployments;
  }

  private List<SpecificRecord> changedKeys(Map<SpecificRecord, SpecificRecord> before) {
    Map<SpecificRecord, SpecificRecord> after = driver.state();
    Map<SpecificRecord, SpecificRecord> all = new HashMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .filter(key -> !java.util.Objects.equals(before.get(key), after.get(key)))
        .filter(key -> !(key instanceof MetricKey of) || of.getScopeKind().equals("service"))
        .toList();
  }

  private static ChangeKey changeKey(String commit) {
    return new ChangeKey(REPOSITORY, sha(commit), "shop", "production");
  }

  private static DeploymentKey deploymentKey(String id) {
    return new DeploymentKey("shop", "production", id);
  }

  private static MetricKey metric(String name, Grain grain, String start) {
    return new MetricKey(name, "service", "shop", "production", grain, LocalDate.parse(start));
  }

  private static BigDecimal seconds(long seconds) {
    return BigDecimal.valueOf(seconds).setScale(2);
  }
}
