package dev.plumbline.streams.delivery.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolutionTest {

  private static final RepositoryKey ORIGIN = new RepositoryKey("git", "acme/shop");
  private static final List<String> SHAS =
      List.of("1".repeat(40), "2".repeat(40), "3".repeat(40), "4".repeat(40));

  private final Map<String, Integer> presentIn = new HashMap<>();
  private final Map<String, ResolvedCommit> commits = new HashMap<>();
  private final List<ResolvedDeployment> deployments = new ArrayList<>();
  private final Map<String, List<PullRequestObserved>> pullRequests = new HashMap<>();
  private final Map<String, ResolvedReview> reviews = new HashMap<>();
  private final Resolution resolution =
      new Resolution(
          new InMemoryOrderedStore(),
          new ResolutionOutput() {
            @Override
            public void commit(ResolvedCommit commit) {
              commits.put(commit.getSha(), commit);
              presentIn.merge(
                  commit.getRepository() + " " + commit.getSha().charAt(0),
                  commit.getPresent() ? 1 : -1,
                  Integer::sum);
            }

            @Override
            public void deployment(ResolvedDeployment deployment) {
              deployments.add(deployment);
            }

            @Override
            public void pullRequest(ResolvedPullRequest pullRequest) {
              pullRequests.put(pullRequest.getRepository(), pullRequest.getObservations());
            }

            @Override
            public void review(ResolvedReview review) {
              reviews.put(review.getRepository() + " " + review.getReview(), review);
            }
          });

  @Test
  void shouldFinishWhenFirstAttemptSucceeded() {
    resolution.observe(attempt(1, DeploymentStatus.FAILED, 10).build());
    assertThat(last().getStatus()).isEqualTo("FAILED");

    resolution.observe(attempt(3, DeploymentStatus.SUCCEEDED, 30).build());
    resolution.observe(attempt(2, DeploymentStatus.SUCCEEDED, 20).build());
    assertThat(last().getFinishedAt()).isEqualTo(20);

    int sent = deployments.size();
    resolution.observe(attempt(4, DeploymentStatus.FAILED, 40).build());
    assertThat(deployments).hasSize(sent);
  }

  @Test
  void shouldShowLastAttemptWhileNoneSucceeded() {
    resolution.observe(attempt(2, DeploymentStatus.RUNNING, 20).build());
    resolution.observe(attempt(1, DeploymentStatus.FAILED, 10).build());

    assertThat(last().getStatus()).isEqualTo("RUNNING");
  }

  @Test
  void shouldMergePartialObservationsFieldByField() {
    resolution.observe(observation().setVersion(5).setSha(SHAS.get(0)).build());
    resolution.observe(attempt(1, DeploymentStatus.SUCCEEDED, 10).setVersion(4).build());
    resolution.observe(observation().setVersion(3).setSha(SHAS.get(1)).build());

    assertThat(last().getSha()).isEqualTo(SHAS.get(0));
    assertThat(last().getFinishedAt()).isEqualTo(10);
  }

  @Test
  void shouldPreferMoreFinalStatusUnderOneVersionInAnyOrder() {
    DeploymentObserved running = attempt(1, DeploymentStatus.RUNNING, 10).setVersion(7).build();
    DeploymentObserved failed = attempt(1, DeploymentStatus.FAILED, 20).setVersion(7).build();

    for (List<DeploymentObserved> order :
        List.of(List.of(running, failed), List.of(failed, running))) {
      ResolutionTest other = new ResolutionTest();
      order.forEach(other.resolution::observe);
      assertThat(other.last().getStatus()).isEqualTo("FAILED");
      assertThat(other.last().getFinishedAt()).isEqualTo(20);
    }
  }

  @Test
  void shouldBringBackWhatWasWithdrawn() {
    resolution.observe(attempt(1, DeploymentStatus.SUCCEEDED, 10).setVersion(1).build());
    resolution.observe(observation().setVersion(2).setWithdrawn(true).build());
    assertThat(last().getPresent()).isFalse();

    resolution.observe(observation().setVersion(3).setWithdrawn(false).build());
    assertThat(last().getPresent()).isTrue();
    assertThat(last().getFinishedAt()).isEqualTo(10);
  }

  @Test
  void shouldAddressAnewInSlicesWhenNameGoesToAnotherRepository() {
    claim("shop", true);
    SHAS.subList(0, 3).forEach(sha -> resolution.observe(commit(sha)));
    resolution.observe(attempt(1, DeploymentStatus.SUCCEEDED, 10).build());
    settle();

    claim("shop", false);
    claim("store", true);
    resolution.settle(1);
    // In the middle of it: one that is still to be swept is seen again, and a new one comes.
    resolution.observe(commit(SHAS.get(2)));
    resolution.observe(commit(SHAS.get(3)));
    settle();

    presentIn.values().removeIf(count -> count == 0);
    assertThat(presentIn).containsOnlyKeys("store 1", "store 2", "store 3", "store 4");
    assertThat(last().getRepository()).isEqualTo("store");
  }

  @Test
  void shouldAddressPullRequestsAndReviewsAnewInSlices() {
    PullRequestObserved opened =
        PullRequestObserved.newBuilder()
            .setSource("git")
            .setRepository("acme/shop")
            .setPullRequest("7")
            .setVersion(1)
            .build();
    resolution.observe(opened);
    for (String id : List.of("1", "2", "3")) {
      resolution.observe(
          ReviewObserved.newBuilder()
              .setSource("git")
              .setRepository("acme/shop")
              .setPullRequest("7")
              .setReview(id)
              .setVersion(1)
              .build());
    }

    claim("shop", true);
    int slices = 0;
    while (resolution.pendingWork() > 0) {
      resolution.settle(1);
      slices++;
    }

    assertThat(slices).isGreaterThan(4);
    assertThat(pullRequests).isEqualTo(Map.of("acme/shop", List.of(), "shop", List.of(opened)));
    assertThat(reviews.keySet())
        .containsExactlyInAnyOrder(
            "acme/shop 1", "acme/shop 2", "acme/shop 3", "shop 1", "shop 2", "shop 3");
    assertThat(reviews.get("acme/shop 2").getObservations()).isEmpty();
    assertThat(reviews.get("shop 2").getObservations()).hasSize(1);
  }

  @Test
  void shouldMakeOneDeploymentOfTenants() {
    resolution.obey(tenantsAreProduction());
    resolution.observe(tenant("eu", DeploymentStatus.FAILED, 40));
    assertThat(last().getEnvironment()).isEqualTo("production");
    assertThat(last().getStatus()).isEqualTo("FAILED");

    resolution.observe(tenant("us", DeploymentStatus.SUCCEEDED, 30));
    resolution.observe(tenant("asia", DeploymentStatus.SUCCEEDED, 20));

    assertThat(standing())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getStatus()).isEqualTo("SUCCEEDED");
              assertThat(one.getFinishedAt()).isEqualTo(20);
              assertThat(one.getEnvironment()).isEqualTo("production");
            });

    // When the one that was first is withdrawn
    resolution.observe(
        DeploymentObserved.newBuilder(tenant("asia", DeploymentStatus.SUCCEEDED, 20))
            .setVersion(2)
            .setWithdrawn(true)
            .build());
    assertThat(standing()).singleElement().matches(one -> one.getFinishedAt() == 30);
  }

  @Test
  void shouldTellTheLastEndOfTenantsWhileNoneSucceeded() {
    resolution.obey(tenantsAreProduction());
    resolution.observe(tenant("eu", DeploymentStatus.FAILED, 40));
    resolution.observe(tenant("us", DeploymentStatus.CANCELLED, 50));
    resolution.observe(tenant("asia", DeploymentStatus.FAILED, 30));

    assertThat(standing()).singleElement().matches(one -> one.getStatus().equals("CANCELLED"));
  }

  @Test
  void shouldAddressDeploymentsAnewInSlicesWhenRulesOfNamesChange() {
    for (int id = 0; id < 4; id++) {
      for (String name : List.of("eu", "us")) {
        resolution.observe(
            DeploymentObserved.newBuilder(tenant(name, DeploymentStatus.SUCCEEDED, 10))
                .setDeployment("v" + id)
                .build());
      }
    }
    assertThat(standing()).hasSize(8);

    resolution.obey(tenantsAreProduction());
    int slices = 0;
    for (; resolution.pendingWork() > 0; slices++) {
      resolution.settle(1);
    }

    assertThat(slices).isGreaterThan(3);
    assertThat(standing()).hasSize(4).allMatch(one -> one.getEnvironment().equals("production"));

    // When other rules change, nothing does; and without rules every name stands for itself
    int sent = deployments.size();
    resolution.obey(
        Settings.newBuilder(tenantsAreProduction()).setIncidentWindowSeconds(1).build());
    assertThat(resolution.pendingWork()).isZero();
    resolution.obey(null);
    settle();
    assertThat(deployments.size()).isGreaterThan(sent);
    assertThat(standing()).hasSize(8).noneMatch(one -> one.getEnvironment().equals("production"));
  }

  @Test
  void shouldKeepRulesWhenNewOnesAreWrong() {
    resolution.obey(tenantsAreProduction());

    assertThatThrownBy(
            () ->
                resolution.obey(
                    Settings.newBuilder()
                        .setEnvironmentNames(List.of(new EnvironmentName("x", "prod(")))
                        .build()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("Expected regular expressions in the settings, got")
        .hasMessageContaining("prod(");
    resolution.observe(tenant("eu", DeploymentStatus.SUCCEEDED, 10));
    assertThat(last().getEnvironment()).isEqualTo("production");
  }

  @Test
  void shouldTakeNewestRelease() {
    resolution.observe(observation().setVersion(2).setRelease("1.1").build());
    resolution.observe(observation().setVersion(1).setRelease("1.0").build());
    resolution.observe(observation().setVersion(3).build());

    assertThat(last().getRelease()).isEqualTo("1.1");
  }

  @Test
  void shouldCountCommitForServicesWhosePathsItTouches() {
    map(owned("cart", "services/cart", "libs/money.kt"), owned("search", "services/search"));

    assertThat(servicesOf("services/cart/Main.kt", "README.md")).containsExactly("cart");
    assertThat(servicesOf("libs/money.kt")).containsExactly("cart");
    assertThat(servicesOf("services/cart/a", "services/search/b"))
        .containsExactly("cart", "search");
    assertThat(servicesOf("services/")).containsExactly("cart", "search");
    assertThat(servicesOf("services/search/deep/")).containsExactly("search");
    assertThat(servicesOf("/")).containsExactly("cart", "search");
    // None that is owned: a name that only begins like an owned one, and nothing at all
    assertThat(servicesOf("services/cartography/Map.kt", "libs/money.kts")).isNull();
    assertThat(servicesOf("docs/")).isNull();
    assertThat(servicesOf()).isNull();
  }

  @Test
  void shouldSayAnewWhatCommitsTouchWhenPathsChange() {
    map(owned("cart", "cart"));
    for (String sha : SHAS) {
      resolution.observe(changing(sha, "cart/Main.kt", "search/Main.kt"));
    }
    assertThat(commits.values()).allMatch(one -> one.getServices().equals(List.of("cart")));

    map(owned("cart", "cart/"), owned("search", "search"));
    resolution.settle(2);
    map(owned("search", "search"));
    int slices = 0;
    for (; resolution.pendingWork() > 0; slices++) {
      resolution.settle(1);
    }

    assertThat(slices).isGreaterThan(3);
    assertThat(commits).hasSize(4);
    assertThat(commits.values()).allMatch(one -> one.getServices().equals(List.of("search")));
    presentIn.clear();
    map(owned("search", "search"));
    settle();
    assertThat(presentIn).isEmpty();
  }

  @Test
  void shouldBelieveAnyObservationOfWhatCommitIs() {
    CommitObserved plain = commit(SHAS.get(0));
    resolution.observe(CommitObserved.newBuilder(plain).setHotfix(false).build());
    resolution.observe(
        CommitObserved.newBuilder(plain)
            .setHotfix(true)
            .setReverts(List.of(SHAS.get(1), "12ab34c"))
            .setFirstMergedCommitAt(Instant.ofEpochMilli(7))
            .build());
    resolution.observe(
        CommitObserved.newBuilder(plain)
            .setHotfix(false)
            .setFirstMergedCommitAt(Instant.ofEpochMilli(8))
            .build());

    ResolvedCommit said = commits.get(SHAS.get(0));
    assertThat(said.getIsHotfix()).isTrue();
    assertThat(said.getIsRevert()).isTrue();
    assertThat(said.getReverts()).containsExactly(SHAS.get(1));
    assertThat(said.getFirstMergedCommitAt()).isEqualTo(7);
  }

  @Test
  void shouldReplaceWhatNameStandsFor() {
    resolution.observe(commit(SHAS.get(0)));
    claim("store", true);
    settle();
    claim("shop", true);
    settle();
    assertThat(present()).containsExactly("shop 1");

    claim("shop", false);
    settle();
    assertThat(present()).containsExactly("acme/shop 1");
  }

  private void map(MappedService... services) {
    resolution.map(ORIGIN, new RepositoryMapping("shop", true, List.of(services)));
  }

  private static MappedService owned(String service, String... paths) {
    return new MappedService(service, List.of(paths));
  }

  private List<String> servicesOf(String... changedPaths) {
    String sha = "%040x".formatted(commits.size() + 1);
    resolution.observe(changing(sha, changedPaths));
    return commits.get(sha).getServices();
  }

  private static CommitObserved changing(String sha, String... paths) {
    return CommitObserved.newBuilder(commit(sha)).setChangedPaths(List.of(paths)).build();
  }

  private static Settings tenantsAreProduction() {
    return Settings.newBuilder()
        .setEnvironmentNames(List.of(new EnvironmentName("production", "prod-.*")))
        .build();
  }

  private static DeploymentObserved tenant(String name, DeploymentStatus status, long finishedAt) {
    return attempt(1, status, finishedAt).setEnvironment("prod-" + name).build();
  }

  /** The last word on each deployment, of those that are there. */
  private List<ResolvedDeployment> standing() {
    Map<List<String>, ResolvedDeployment> last = new HashMap<>();
    for (ResolvedDeployment one : deployments) {
      last.put(List.of(one.getService(), one.getEnvironment(), one.getDeployment()), one);
    }
    return last.values().stream().filter(ResolvedDeployment::getPresent).toList();
  }

  private List<String> present() {
    return presentIn.keySet().stream().filter(name -> presentIn.get(name) > 0).toList();
  }

  private ResolvedDeployment last() {
    return deployments.get(deployments.size() - 1);
  }

  private void claim(String repository, boolean isPresent) {
    resolution.map(
        ORIGIN,
        new RepositoryMapping(
            repository, isPresent, List.of(new MappedService("cart", List.of()))));
  }

  private void settle() {
    while (resolution.pendingWork() > 0) {
      resolution.settle(1);
    }
  }

  private static CommitObserved commit(String sha) {
    return CommitObserved.newBuilder()
        .setSource(ORIGIN.getSource())
        .setRepository(ORIGIN.getRepository())
        .setSha(sha)
        .build();
  }

  private static DeploymentObserved.Builder attempt(
      int attempt, DeploymentStatus status, long finishedAt) {
    return observation()
        .setAttempt(attempt)
        .setStatus(status)
        .setFinishedAt(Instant.ofEpochMilli(finishedAt));
  }

  private static DeploymentObserved.Builder observation() {
    return DeploymentObserved.newBuilder()
        .setSource(ORIGIN.getSource())
        .setRepository(ORIGIN.getRepository())
        .setDeployment("v1")
        .setVersion(1)
        .setService("cart")
        .setEnvironment("production");
  }
}
