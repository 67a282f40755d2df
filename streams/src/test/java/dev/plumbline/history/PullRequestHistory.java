package dev.plumbline.history;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Pull requests and reviews: told of under several names, partially, with versions that tie, by
 * people and machines; drafts, re-opened and withdrawn ones, some that revert others, merged
 * without a review or reviewed afterwards; reviews of pull requests nobody has seen.
 */
final class PullRequestHistory {

  private static final List<String> PEOPLE = List.of("anna", "bert", "cleo", "dora");

  private final Dice dice;
  private final Names names;
  private final List<String> shas;
  private final List<PullRequestObserved> pullRequests = new ArrayList<>();
  private final List<ReviewObserved> reviews = new ArrayList<>();

  PullRequestHistory(Dice dice, Names names, List<String> shas) {
    this.dice = dice;
    this.names = names;
    this.shas = shas;
    for (int number = dice.below(6); number > 0; number--) {
      add("" + number, dice.below(shas.size()));
    }
    for (int i = dice.below(6); i > 0; i--) {
      reviews.add(review("" + (1 + dice.below(6)), dice.below(shas.size())));
    }
  }

  List<PullRequestObserved> pullRequests() {
    return pullRequests;
  }

  List<ReviewObserved> reviews() {
    return reviews;
  }

  private void add(String number, int merge) {
    PullRequestObserved merged = merged(number, merge);
    pullRequests.add(merged);
    if (dice.once(2)) {
      pullRequests.add(partial(merged));
    }
    if (dice.once(5)) {
      pullRequests.add(contrary(merged));
    }
    for (int i = dice.below(3); i > 0; i--) {
      reviews.add(review(number, merge));
    }
  }

  private PullRequestObserved merged(String number, int merge) {
    Instant mergedAt = dice.clock(dice.once(10) ? merge + 40 : merge);
    Instant openedAt = mergedAt.minus(Duration.ofHours(dice.below(30)));
    return empty(number)
        .setVersion(1 + dice.below(2))
        .setState(dice.once(8) ? dice.any(PullRequestState.values()) : PullRequestState.MERGED)
        .setDraft(dice.mostly(dice.once(6)))
        .setOpenedAt(dice.once(10) ? null : openedAt)
        .setReadyAt(dice.rarely(openedAt.plus(Duration.ofHours(dice.below(4)))))
        .setMergedAt(dice.once(10) ? null : mergedAt)
        .setClosedAt(dice.mostly(mergedAt))
        .setAuthor(dice.mostly(dice.any(PEOPLE)))
        .setAuthorKind(dice.once(8) ? ActorKind.BOT : dice.any(ActorKind.HUMAN, ActorKind.UNKNOWN))
        .setIntoDefaultBranch(dice.mostly(true))
        .setMergeSha(dice.once(10) ? null : dice.once(20) ? names.sha(99) : shas.get(merge))
        .setFirstCommitAt(dice.once(4) ? null : firstCommitAt(openedAt))
        .setRevert(dice.rarely(dice.once(2)))
        .setRevertsPullRequests(dice.once(6) ? List.of("" + (1 + dice.below(5))) : null)
        .setRevertsCommits(dice.once(8) ? List.of(dice.once(5) ? "abcdef" : dice.any(shas)) : null)
        .setHotfix(dice.rarely(dice.once(2)))
        .build();
  }

  /** At times after the opening, or even after whatever happened. */
  private Instant firstCommitAt(Instant openedAt) {
    return openedAt.minus(Duration.ofHours(dice.once(8) ? -200 : dice.below(12) - 2L));
  }

  private PullRequestObserved.Builder empty(String number) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository(names.atHost(dice))
        .setPullRequest(number)
        .setVersion(0);
  }

  /** An equally old or a newer word that says less. */
  private PullRequestObserved partial(PullRequestObserved full) {
    return empty(full.getPullRequest())
        .setVersion(full.getVersion() + dice.below(2))
        .setState(dice.rarely(full.getState()))
        .setDraft(dice.rarely(full.getDraft()))
        .setOpenedAt(full.getOpenedAt())
        .setMergedAt(dice.rarely(full.getMergedAt()))
        .setAuthor(dice.rarely(full.getAuthor()))
        .setMergeSha(dice.rarely(full.getMergeSha()))
        .setFirstCommitAt(dice.rarely(full.getFirstCommitAt()))
        .setHotfix(dice.rarely(dice.once(2)))
        .setRevert(dice.rarely(dice.once(2)))
        .setRevertsPullRequests(dice.once(6) ? List.of("" + (1 + dice.below(5))) : null)
        .setRequestedTeams(dice.rarely(List.of("platform")))
        .build();
  }

  /** A word that says something else. */
  private PullRequestObserved contrary(PullRequestObserved full) {
    return empty(full.getPullRequest())
        .setVersion(full.getVersion() + dice.below(2))
        .setState(dice.any(PullRequestState.values()))
        .setDraft(dice.rarely(true))
        .setMergeSha(dice.rarely(dice.any(shas)))
        .setAuthor(dice.rarely(dice.any(PEOPLE)))
        .setAuthorKind(dice.any(ActorKind.values()))
        .setOpenedAt(dice.rarely(dice.clock(dice.below(8))))
        .setMergedAt(dice.rarely(dice.clock(dice.below(12))))
        .setWithdrawn(dice.once(3) ? Boolean.valueOf(!dice.once(3)) : null)
        .build();
  }

  private ReviewObserved review(String number, int merge) {
    return ReviewObserved.newBuilder()
        .setSource("github")
        .setRepository(names.atHost(dice))
        .setPullRequest(number)
        .setReview("review-" + dice.below(3))
        .setVersion(dice.below(2))
        .setState(dice.mostly(dice.any(ReviewState.values())))
        .setSubmittedAt(
            dice.mostly(dice.clock(merge).minus(Duration.ofHours(dice.any(-5, 0, 1, 2, 7)))))
        .setReviewer(dice.mostly(dice.any(PEOPLE)))
        .setReviewerKind(dice.once(6) ? ActorKind.BOT : dice.any(ActorKind.values()))
        .setWithdrawn(dice.once(8) ? Boolean.valueOf(dice.once(2)) : null)
        .build();
  }
}
