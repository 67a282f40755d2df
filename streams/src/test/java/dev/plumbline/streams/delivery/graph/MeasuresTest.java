package dev.plumbline.streams.delivery.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.streams.delivery.terms.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pull request begun at 1,000 s, opened at 2,000, reviewed at 5,000, merged at 9,000. */
class MeasuresTest {

  private static final Label AT_TEN_THOUSAND = new Label(10_000_500, "v1");

  @Test
  void shouldSplitPullRequestIntoStages() {
    assertThat(of(whole().build()))
        .containsEntry("pull-request", Counted.value(9_000))
        .containsEntry("coding", Counted.value(1_000))
        .containsEntry("pickup", Counted.value(2_500))
        .containsEntry("review", Counted.value(4_000))
        .containsEntry("merge", Counted.value(1_000))
        .containsEntry("pull-request-people", Counted.value(Measures.hash("anna")))
        .containsEntry("review-people", Counted.value(Measures.hash("anna")))
        .hasSize(9);
  }

  @Test
  void shouldTakeFirstCommitOfMergeWhereNobodyListsCommits() {
    MergedPullRequest unlisted = whole().setFirstCommitAt(null).build();
    assertThat(of(unlisted)).containsEntry("coding", Counted.nothing("first-commit-unknown"));

    CommitState merge =
        CommitState.placeholder()
            .with(
                Word.of(
                    0,
                    ResolvedCommit.newBuilder()
                        .setRepository("shop")
                        .setSha("a".repeat(40))
                        .setOrigin("git:shop")
                        .setFirstMergedCommitAt(500_000L)
                        .build()));
    assertThat(Measures.of(unlisted, merge, AT_TEN_THOUSAND))
        .containsEntry("coding", Counted.value(1_500))
        .containsEntry("pull-request", Counted.value(9_500));
    assertThat(Measures.of(whole().build(), merge, AT_TEN_THOUSAND))
        .containsEntry("coding", Counted.value(1_000));
  }

  @Test
  void shouldCountReviewAtTheInstantOfTheMergeAndNoneAfterIt() {
    assertThat(of(whole().setFirstReviewAt(9_000_000L).build()))
        .containsEntry("review", Counted.value(0))
        .containsEntry("pickup", Counted.value(6_500));
    for (Long reviewedAt : new Long[] {9_000_001L, null}) {
      assertThat(of(whole().setFirstReviewAt(reviewedAt).build()))
          .containsEntry("review", Counted.nothing("no-review"))
          .containsEntry("pickup", Counted.nothing("no-review"));
    }
  }

  @Test
  void shouldCountMergesOfMachinesOnly() {
    Map<String, Counted> measures = of(whole().setIsBot(true).build());

    assertThat(measures).containsEntry("merge", Counted.value(1_000)).hasSize(5);
    for (String measure : List.of("pull-request", "coding", "pickup", "review")) {
      assertThat(measures).containsEntry(measure, Counted.nothing("bot"));
    }
  }

  @Test
  void shouldSayWhatIsNotKnown() {
    assertThat(
            of(
                whole()
                    .setOpenedAt(null)
                    .setReadyAt(null)
                    .setMergedAt(null)
                    .setAuthor(null)
                    .build()))
        .containsEntry("pull-request", Counted.nothing("merge-time-unknown"))
        .containsEntry("merge", Counted.nothing("merge-time-unknown"))
        .containsEntry("coding", Counted.nothing("opened-unknown"))
        .containsEntry("pickup", Counted.nothing("ready-unknown"))
        .containsEntry("review", Counted.nothing("merge-time-unknown"))
        .hasSize(5);
  }

  @Test
  void shouldNotCountWhatEndsBeforeItBegins() {
    Map<String, Counted> measures = of(whole().setMergedAt(10_000_501L).build());
    assertThat(measures).containsEntry("merge", Counted.nothing("negative-duration"));
    assertThat(of(whole().setFirstCommitAt(2_000_001L).build()))
        .containsEntry("coding", Counted.nothing("negative-duration"));
  }

  @Test
  void shouldHashAuthorsIntoSixtyTwoBits() {
    assertThat(Measures.hash("anna")).isBetween(0L, (1L << 62) - 1);
    assertThat(Measures.hash("anna")).isNotEqualTo(Measures.hash("bert"));
  }

  private static Map<String, Counted> of(MergedPullRequest pullRequest) {
    return Measures.of(pullRequest, CommitState.placeholder(), AT_TEN_THOUSAND);
  }

  private static MergedPullRequest.Builder whole() {
    return MergedPullRequest.newBuilder()
        .setRepository("shop")
        .setPullRequest("7")
        .setMergeSha("a".repeat(40))
        .setFirstCommitAt(1_000_000L)
        .setOpenedAt(2_000_000L)
        .setReadyAt(2_500_000L)
        .setFirstReviewAt(5_000_000L)
        .setMergedAt(9_000_000L)
        .setAuthor("anna");
  }
}
