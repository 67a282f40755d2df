package dev.plumbline.streams.delivery.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What changes say about deployments, by hand: one, two and three follow each other. */
class EvidenceTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);
  private static final String THREE = "3".repeat(40);

  /** By kind, change and what it reverts: the carrying and the blamed deployment. */
  private final Map<String, String> evidence = new TreeMap<>();

  private final List<CommitLabel> labels = new ArrayList<>();

  private final CommitGraph graph =
      new CommitGraph(
          new InMemoryOrderedStore(),
          new GraphOutput() {
            @Override
            public void change(ChangeKey key, Change change) {}

            @Override
            public void carried(CarriedChanges changes) {}

            @Override
            public void label(CommitLabel label) {
              labels.add(label);
            }

            @Override
            public void evidence(ChangeEvidence said) {
              note(said);
            }
          });

  private void note(ChangeEvidence said) {
    String subject = said.getKind() + " " + first(said.getSha()) + " " + first(said.getAgainst());
    if (said.getPresent()) {
      evidence.put(subject, said.getDeployment() + " " + said.getBlamed());
    } else {
      evidence.remove(subject);
    }
  }

  private static String first(String sha) {
    return sha.isEmpty() ? "-" : sha.substring(0, 1);
  }

  @Test
  void shouldBlameDeploymentThatFirstCarriedWhatIsReverted() {
    observe(ONE, null);
    observe(TWO, ONE);
    graph.observe(commit(THREE, TWO).setIsRevert(true).setReverts(List.of(TWO)).build());
    deploy("v1", ONE, 1);
    deploy("v3", THREE, 3);
    // Both went out together
    assertThat(evidence()).isEmpty();

    deploy("v2", TWO, 2);
    assertThat(evidence()).containsOnly(Map.entry("REVERT 3 2", "v3 v2"));

    // When a deployment before comes to light that had it already
    deploy("v0", TWO, 0);
    assertThat(evidence()).containsOnly(Map.entry("REVERT 3 2", "v3 v0"));

    withdraw("v3", THREE, 3);
    assertThat(evidence()).isEmpty();
  }

  @Test
  void shouldFindWhatPullRequestRevertsHoweverItBecomesKnown() {
    observe(ONE, null);
    observe(TWO, ONE);
    deploy("v1", ONE, 1);
    deploy("v2", TWO, 2);
    graph.merge(merged("8", TWO).setIsRevert(true).setRevertsPullRequests(List.of("7")).build());
    // It says what, but nobody knows that
    assertThat(evidence()).isEmpty();

    graph.merge(merged("7", ONE).build());
    assertThat(evidence()).containsOnly(Map.entry("REVERT 2 1", "v2 v1"));

    graph.merge(merged("7", TWO).build());
    assertThat(evidence()).isEmpty();

    graph.merge(merged("7", ONE).build());
    graph.merge(merged("7", ONE).setPresent(false).build());
    assertThat(evidence()).isEmpty();
  }

  @Test
  void shouldBlameNobodyWhereChangeDoesNotSayWhatItReverts() {
    graph.observe(commit(ONE, null).setIsRevert(true).build());
    deploy("v1", ONE, 1);
    assertThat(evidence()).containsOnly(Map.entry("REVERT 1 -", "v1 null"));

    // When its pull request names it
    graph.merge(merged("7", ONE).setRevertsCommits(List.of(TWO)).build());
    assertThat(evidence()).isEmpty();
  }

  @Test
  void shouldTellHotfixOfCommitAndOfPullRequestOnce() {
    graph.observe(commit(ONE, null).setIsHotfix(true).build());
    graph.merge(merged("7", ONE).setIsHotfix(true).build());
    deploy("v1", ONE, 1);
    assertThat(evidence()).containsOnly(Map.entry("HOTFIX 1 -", "v1 null"));

    observe(ONE, null);
    assertThat(evidence()).hasSize(1);
    graph.merge(merged("7", ONE).build());
    assertThat(evidence()).isEmpty();
  }

  @Test
  void shouldSayNothingForServicesThatChangeDoesNotTouch() {
    graph.observe(commit(ONE, null).setIsHotfix(true).setServices(List.of("search")).build());
    deploy("v1", ONE, 1);
    assertThat(evidence()).isEmpty();
  }

  @Test
  void shouldAnswerQuestionNow() {
    observe(ONE, null);
    deploy("v1", ONE, 1);
    settle();
    labels.clear();

    for (String sha : List.of(ONE, TWO, "1111111")) {
      graph.ask(new CommitQuestion("shop", "cart", "production", sha, true));
    }
    assertThat(labels)
        .containsExactly(
            new CommitLabel("cart", "production", "shop", ONE, true, "v1", 1L),
            new CommitLabel("cart", "production", "shop", TWO, false, null, null),
            new CommitLabel("cart", "production", "shop", "1111111", false, null, null));

    // When what was asked for comes, and when nobody asks any more
    labels.clear();
    observe(TWO, ONE);
    assertThat(labels)
        .containsExactly(new CommitLabel("cart", "production", "shop", TWO, true, null, null));
    graph.ask(new CommitQuestion("shop", "cart", "production", TWO, false));
    labels.clear();
    deploy("v3", THREE, 3);
    observe(THREE, TWO);
    settle();
    assertThat(labels).isNotEmpty().allMatch(label -> label.getSha().equals(THREE));
  }

  private Map<String, String> evidence() {
    settle();
    return evidence;
  }

  private void settle() {
    while (graph.pendingWork() > 0) {
      graph.settle(10);
    }
  }

  private void observe(String sha, String parent) {
    graph.observe(commit(sha, parent).build());
  }

  private static ResolvedCommit.Builder commit(String sha, String parent) {
    return ResolvedCommit.newBuilder()
        .setRepository("shop")
        .setSha(sha)
        .setOrigin("git:shop")
        .setParents(parent == null ? List.of() : List.of(parent))
        .setCommittedAt(0L);
  }

  private static MergedPullRequest.Builder merged(String id, String sha) {
    return MergedPullRequest.newBuilder().setRepository("shop").setPullRequest(id).setMergeSha(sha);
  }

  private void deploy(String id, String sha, long finishedAt) {
    graph.mark(new DeploymentMark("shop", "cart", "production", id, true, sha, finishedAt));
  }

  private void withdraw(String id, String sha, long finishedAt) {
    graph.mark(new DeploymentMark("shop", "cart", "production", id, false, sha, finishedAt));
  }
}
