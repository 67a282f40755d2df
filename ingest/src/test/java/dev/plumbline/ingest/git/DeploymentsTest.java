package dev.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionResult;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class DeploymentsTest extends GitCollectorTest {

  private static final int COMMIT = Constants.OBJ_COMMIT;

  @Test
  void shouldSendTagsInOrderOfTimeThenName() throws Exception {
    ObjectId commit = git.commit("a");
    git.branch("main", commit);
    git.annotatedTag("v10", commit, COMMIT, "2024-04-02T00:00:00Z");
    git.annotatedTag("v9", commit, COMMIT, "2024-04-01T00:00:00Z");
    git.annotatedTag("v2", commit, COMMIT, "2024-04-02T00:00:00Z");
    git.annotatedTag("not-v1", commit, COMMIT, "2024-04-02T00:00:00Z");

    CollectionResult result = collectTags("v\\d+");

    assertThat(deployments())
        .extracting(DeploymentObserved::getDeployment)
        .containsExactly("v9", "v10", "v2");
    assertThat(result.deployments()).isEqualTo(3);
    assertThat(deployments().get(0))
        .isEqualTo(
            DeploymentObserved.newBuilder()
                .setSource("git")
                .setRepository("plumbline/example")
                .setDeployment("v9")
                .setVersion(NOW.toEpochMilli())
                .setService("checkout")
                .setEnvironment("production")
                .setSha(commit.name())
                .setStatus(DeploymentStatus.SUCCEEDED)
                .setFinishedAt(Instant.parse("2024-04-01T00:00:00Z"))
                .setWithdrawn(false)
                .setRelease("v9")
                .build());
  }

  @Test
  void shouldTakeTimeOfCommitWhenTagHasNone() throws Exception {
    ObjectId commit = git.at("2024-03-05T06:07:08Z").commit("a");
    git.lightweightTag("v1", commit);
    ObjectId old =
        git.insert(
            Constants.OBJ_TAG,
            "object %s\ntype commit\ntag v2\n\nfrom the old days\n".formatted(commit.name()));
    git.lightweightTag("v2", old);

    collectTags("v.*");

    assertThat(deployments())
        .extracting(DeploymentObserved::getFinishedAt)
        .containsOnly(Instant.parse("2024-03-05T06:07:08Z"))
        .hasSize(2);
  }

  @Test
  void shouldTakeTimeOfOutermostAndCommitOfInnermostTag() throws Exception {
    ObjectId commit = git.commit("a");
    ObjectId inner = git.annotatedTag("inner", commit, COMMIT, "2024-04-01T00:00:00Z");
    git.annotatedTag("v1", inner, Constants.OBJ_TAG, "2024-05-01T00:00:00Z");

    collectTags("v.*");

    assertThat(deployments()).hasSize(1);
    assertThat(deployments().get(0).getSha()).isEqualTo(commit.name());
    assertThat(deployments().get(0).getFinishedAt()).isEqualTo("2024-05-01T00:00:00Z");
  }

  @Test
  void shouldCountTagsThatLeadToNoCommit() throws Exception {
    ObjectId tree = git.tree(Map.of("a", "a"));
    git.annotatedTag("v1", tree, Constants.OBJ_TREE, "2024-05-01T00:00:00Z");
    git.lightweightTag("v2", tree);
    git.lightweightTag("other", tree);
    git.branch("main", git.commit("a"));

    CollectionResult result = collectTags("v.*");

    assertThat(result).isEqualTo(new CollectionResult(1, 0, 0, 2, 0));
  }

  @Test
  void shouldSendOnlyNewMovedAndDeletedTagsNextTime() throws Exception {
    ObjectId first = git.commit("a");
    ObjectId second = git.commit("b", first);
    git.branch("main", second);
    git.lightweightTag("v1", first);
    git.lightweightTag("v2", first);
    git.lightweightTag("v3", first);
    collectTags("v.*");
    git.lightweightTag("v2", second);
    git.deleteTag("v3");
    git.lightweightTag("v4", second);

    CollectionResult result = collectTags("v.*");

    assertThat(result).isEqualTo(new CollectionResult(0, 2, 1, 0, 2));
    assertThat(deployments().subList(3, 6))
        .extracting(
            DeploymentObserved::getDeployment,
            DeploymentObserved::getSha,
            DeploymentObserved::getWithdrawn,
            DeploymentObserved::getVersion)
        .containsExactly(
            tuple("v2", second.name(), false, later(1)),
            tuple("v4", second.name(), false, later(1)),
            tuple("v3", null, true, later(1)));
    assertThat(collectTags("v.*")).isEqualTo(new CollectionResult(0, 0, 0, 0, 2));
  }

  private static long later(int milliseconds) {
    return NOW.toEpochMilli() + milliseconds;
  }

  @Test
  void shouldNeverLowerVersionWhenClockWasSetBack() throws Exception {
    ObjectId commit = git.commit("a");
    git.lightweightTag("v1", commit);
    collectTags("v.*");
    git.deleteTag("v1");
    collector = collectorAt(NOW.minusSeconds(3600));

    collectTags("v.*");

    assertThat(deployments().get(1).getVersion()).isEqualTo(later(1));
  }

  @Test
  void shouldWithdrawTagsThatChangedPatternLeavesOut() throws Exception {
    ObjectId commit = git.commit("a");
    git.lightweightTag("v1", commit);
    git.lightweightTag("v1-beta", commit);
    collectTags("v.*");

    CollectionResult result = collectTags("v\\d+");

    assertThat(result.withdrawn()).isEqualTo(1);
    assertThat(deployments().get(2).getDeployment()).isEqualTo("v1-beta");
    assertThat(deployments().get(2).getWithdrawn()).isTrue();
  }

  @Test
  void shouldWithdrawNothingWhenRequestNamesNoTags() throws Exception {
    git.lightweightTag("v1", git.commit("a"));
    collectTags("v.*");

    assertThat(collect().withdrawn()).isZero();
  }

  @Test
  void shouldSendDeploymentAgainWhenTagIsBack() throws Exception {
    ObjectId commit = git.commit("a");
    git.lightweightTag("v1", commit);
    collectTags("v.*");
    git.deleteTag("v1");
    collectTags("v.*");
    git.lightweightTag("v1", commit);

    collectTags("v.*");

    assertThat(deployments())
        .extracting(DeploymentObserved::getWithdrawn)
        .containsExactly(false, true, false);
  }

  @Test
  void shouldSendDeploymentsFinishedSinceOnlyAndTakeNoneBack() throws Exception {
    ObjectId commit = git.at("2024-03-01T00:00:00Z").commit("a");
    git.branch("main", commit);
    git.annotatedTag("v1", commit, COMMIT, "2024-04-01T00:00:00Z");
    git.annotatedTag("v2", commit, COMMIT, "2024-05-01T00:00:00Z");

    assertThat(collect("v.*", "2024-05-01T00:00:00Z").deployments()).isEqualTo(1);
    assertThat(collect("v.*", null).deployments()).isEqualTo(1);
    assertThat(collect("v.*", "2024-05-01T00:00:00Z"))
        .isEqualTo(new CollectionResult(0, 0, 0, 0, 1));
  }

  @Test
  void shouldWithdrawDeletedTagWhenEarlierCollectionBroke() throws Exception {
    ObjectId commit = git.commit("a");
    git.lightweightTag("v1", commit);
    git.lightweightTag("v2", commit);
    collect();
    // The cursor, then one deployment.
    topics.failAfter(2);
    assertThatThrownBy(() -> collectTags("v.*")).isInstanceOf(CollectionException.class);
    topics.flush();
    topics.restart();
    git.deleteTag("v1");

    CollectionResult result = collectTags("v.*");

    assertThat(result).isEqualTo(new CollectionResult(0, 1, 1, 0, 1));
  }
}
