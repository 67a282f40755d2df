package dev.plumbline.streams.delivery.pullrequests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the commit graph is told of pull requests. */
class PullRequestsTest {

  private static final String MERGE = "a".repeat(40);
  private static final String FIRST = "b".repeat(40);
  private static final String SECOND = "c".repeat(40);

  private final List<MergedPullRequest> told = new ArrayList<>();
  private final PullRequests pullRequests =
      new PullRequests(
          new InMemoryOrderedStore(),
          new PullRequestOutput() {
            @Override
            public void row(PullRequestKey key, PullRequest row) {}

            @Override
            public void merged(MergedPullRequest merged) {
              told.add(merged);
            }

            @Override
            public void authored(PersonKey account, AuthoredPullRequest authored) {}
          });

  @Test
  void shouldTellMergeOnceItsCommitIsKnown() {
    say(word(1).setState(PullRequestState.MERGED).setMergedAt(Instant.ofEpochMilli(9)));
    assertThat(told).isEmpty();

    say(
        word(1).setState(PullRequestState.MERGED).setMergedAt(Instant.ofEpochMilli(9)),
        word(1).setMergeSha(MERGE).setAuthor("anna").setAuthorKind(ActorKind.BOT));
    assertThat(told)
        .singleElement()
        .satisfies(
            merged -> {
              assertThat(merged.getPresent()).isTrue();
              assertThat(merged.getMergeSha()).isEqualTo(MERGE);
              assertThat(merged.getMergedAt()).isEqualTo(9);
              assertThat(merged.getIsBot()).isTrue();
              assertThat(merged.getAuthor()).isEqualTo("anna");
            });
  }

  @Test
  void shouldNotTellMergeThatHostOnlyTries() {
    say(word(1).setState(PullRequestState.OPEN).setMergeSha(MERGE));
    say(word(1).setState(PullRequestState.CLOSED).setMergeSha(MERGE));
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTakeMergeBackWhenWithdrawn() {
    PullRequestObserved.Builder merged =
        word(1).setState(PullRequestState.MERGED).setMergeSha(MERGE);
    say(merged);
    say(merged, word(2).setWithdrawn(true));
    say(merged, word(2).setWithdrawn(true), word(2).setDraft(false));
    assertThat(told).extracting(MergedPullRequest::getPresent).containsExactly(true, false);
    assertThat(told.get(1).getMergeSha()).isEqualTo(MERGE);
  }

  @Test
  void shouldUniteWhatIsRevertedAndPassOverAbbreviations() {
    say(
        word(1)
            .setState(PullRequestState.MERGED)
            .setMergeSha(MERGE)
            .setRevertsCommits(List.of(SECOND, "abc1234"))
            .setRevertsPullRequests(List.of("5")),
        word(2).setRevertsCommits(List.of(FIRST)).setHotfix(true),
        word(3).setRevertsPullRequests(List.of("4", "5")).setRevert(true));

    MergedPullRequest merged = told.get(0);
    assertThat(merged.getRevertsCommits()).containsExactly(FIRST, SECOND);
    assertThat(merged.getRevertsPullRequests()).containsExactly("4", "5");
    assertThat(merged.getIsHotfix()).isTrue();
    assertThat(merged.getIsRevert()).isTrue();
  }

  @Test
  void shouldKeepObservationsThatAloneSayWhatIsReverted() {
    List<PullRequestObserved> all =
        List.of(
            word(1).setRevertsCommits(List.of(FIRST)).build(),
            word(2).setRevertsCommits(List.of(SECOND)).build(),
            word(3).setRevertsCommits(List.of(SECOND)).setRevert(false).build(),
            word(4).setFirstCommitAt(Instant.ofEpochMilli(5)).build(),
            word(5).setFirstCommitAt(Instant.ofEpochMilli(6)).build());

    PullRequestObservations kept =
        new PullRequestObservations(PullRequestObservations.deciding(all));
    assertThat(kept.revertsCommits()).containsExactly(FIRST, SECOND);
    assertThat(kept.row(List.of()).getFirstCommitAt()).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(PullRequestObservations.deciding(all)).doesNotContain(all.get(4));
  }

  private void say(PullRequestObserved.Builder... words) {
    List<PullRequestObserved> observations = new ArrayList<>();
    for (PullRequestObserved.Builder word : words) {
      observations.add(word.build());
    }
    pullRequests.apply(
        new ResolvedPullRequest(
            "shop", "7", "github:acme/shop", PullRequestObservations.deciding(observations)));
  }

  private static PullRequestObserved.Builder word(long version) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository("acme/shop")
        .setPullRequest("7")
        .setVersion(version);
  }
}
