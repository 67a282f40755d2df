package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where commits, deployments and pull requests belong, through the whole topology. */
class AddressingExamplesTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);
  private static final Instant NOON = Instant.parse("2024-03-04T12:00:00Z");

  private final DeliveryDriver driver = new DeliveryDriver();

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldFollowRenamedRepository() {
    driver.send(commit("acme/shop", ONE).build());
    driver.send(pullRequest("acme/shop"));
    driver.send(commit("acme/store", TWO).setParents(List.of(ONE)).build());
    rename("acme/shop", "acme/store", 1);
    driver.settle();
    assertThat(driver.state())
        .containsOnlyKeys(
            new ChangeKey("acme/store", ONE, "", ""),
            new ChangeKey("acme/store", TWO, "", ""),
            new PullRequestKey("acme/store", "7"));

    // When the organisation says which repository has the new name, and what is built from it
    driver.send(
        new Repository(
            "store",
            List.of(new RepositoryAlias("github", "acme/store")),
            List.of(new RepositoryService("cart", "production", List.of()))));
    driver.send(deployment("acme/shop", "production").setSha(TWO).build());
    driver.settle();
    assertThat(change("store", ONE, "cart").getDeployment()).isEqualTo("v1");
    assertThat(driver.state())
        .containsKey(new PullRequestKey("store", "7"))
        .doesNotContainKey(new PullRequestKey("acme/store", "7"));

    // When it got its old name back: what has the old name stands for itself again
    rename("acme/store", "acme/shop", 2);
    driver.settle();
    assertThat(driver.state()).containsKey(new PullRequestKey("acme/shop", "7"));
  }

  @Test
  void shouldRefuseRenamingUnderForeignKey() {
    driver.send(pullRequest("acme/shop"));
    driver.send(
        Topics.EVENTS_GIT,
        new RepositoryKey("github", "acme/other"),
        renamed("acme/shop", "acme/store", 1));
    driver.settle();

    assertThat(driver.state()).containsOnlyKeys(new PullRequestKey("acme/shop", "7"));
    assertThat(driver.refused())
        .containsExactly("Expected the key to name the event's source and repository");
  }

  @Test
  void shouldMakeOneDeploymentOfTenantsWhenOrganisationSaysSo() {
    driver.send(deployment("acme/shop", "prod-eu").setService("cart").build());
    driver.send(
        deployment("acme/shop", "prod-us")
            .setService("cart")
            .setFinishedAt(NOON.minusSeconds(60))
            .build());
    driver.settle();
    assertThat(deployments())
        .containsExactlyInAnyOrder(
            new DeploymentKey("cart", "prod-eu", "v1"), new DeploymentKey("cart", "prod-us", "v1"));

    settings(
        Settings.newBuilder()
            .setEnvironmentNames(List.of(new EnvironmentName("production", "prod-.*")))
            .build());
    driver.settle();
    DeploymentKey key = new DeploymentKey("cart", "production", "v1");
    assertThat(deployments()).containsExactly(key);
    assertThat(((Deployment) driver.state().get(key)).getFinishedAt())
        .isEqualTo(NOON.minusSeconds(60));

    settings(null);
    driver.settle();
    assertThat(deployments()).hasSize(2).doesNotContain(key);
  }

  @Test
  void shouldCountCommitOnlyForServicesWhosePathsItTouches() {
    driver.send(commit("acme/shop", ONE).setChangedPaths(List.of("cart/Main.kt")).build());
    driver.send(
        commit("acme/shop", TWO)
            .setParents(List.of(ONE))
            .setChangedPaths(List.of("README.md"))
            .build());
    driver.send(shop(List.of("cart"), List.of("search")));
    driver.send(deployment("acme/shop", "production").setService("cart").setSha(TWO).build());
    driver.send(deployment("acme/shop", "production").setService("search").setSha(TWO).build());
    driver.settle();

    assertThat(changes())
        .containsExactlyInAnyOrder(
            new ChangeKey("shop", ONE, "cart", "production"),
            new ChangeKey("shop", TWO, "cart", "production"),
            new ChangeKey("shop", TWO, "search", "production"));
    assertThat(change("shop", ONE, "cart").getDeployment()).isEqualTo("v1");

    // When the path changes hands
    driver.send(shop(List.of("checkout"), List.of("cart", "search")));
    driver.settle();
    assertThat(changes())
        .contains(new ChangeKey("shop", ONE, "search", "production"))
        .doesNotContain(new ChangeKey("shop", ONE, "cart", "production"));
    assertThat(change("shop", ONE, "search").getDeployment()).isEqualTo("v1");

    // When nobody owns paths any more
    driver.send(shop(List.of(), List.of()));
    driver.settle();
    assertThat(changes()).hasSize(4);
  }

  private static Repository shop(List<String> ofCart, List<String> ofSearch) {
    return new Repository(
        "shop",
        List.of(new RepositoryAlias("github", "acme/shop")),
        List.of(
            new RepositoryService("cart", "production", ofCart),
            new RepositoryService("search", "production", ofSearch)));
  }

  private void settings(Settings settings) {
    driver.send(Topics.ORGANISATION_SETTINGS, new SettingsKey(0), settings);
  }

  private void rename(String before, String after, long version) {
    driver.send(
        Topics.EVENTS_GIT, new RepositoryKey("github", after), renamed(before, after, version));
  }

  private static RepositoryObserved renamed(String before, String after, long version) {
    return RepositoryObserved.newBuilder()
        .setSource("github")
        .setRepository(after)
        .setRenamedFrom(before)
        .setVersion(version)
        .build();
  }

  private static CommitObserved.Builder commit(String repository, String sha) {
    return CommitObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setSha(sha)
        .setParents(List.of())
        .setCommittedAt(NOON.minusSeconds(3_600));
  }

  private static DeploymentObserved.Builder deployment(String repository, String environment) {
    return DeploymentObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setDeployment("v1")
        .setVersion(1)
        .setEnvironment(environment)
        .setStatus(DeploymentStatus.SUCCEEDED)
        .setFinishedAt(NOON);
  }

  private static PullRequestObserved pullRequest(String repository) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setPullRequest("7")
        .setVersion(1)
        .build();
  }

  private Change change(String repository, String sha, String service) {
    return (Change) driver.state().get(new ChangeKey(repository, sha, service, "production"));
  }

  private Set<Object> changes() {
    return keys(ChangeKey.class);
  }

  private Set<Object> deployments() {
    return keys(DeploymentKey.class);
  }

  private Set<Object> keys(Class<?> type) {
    return driver.state().keySet().stream().filter(type::isInstance).collect(Collectors.toSet());
  }
}
