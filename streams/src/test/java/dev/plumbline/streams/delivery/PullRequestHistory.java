package dev.plumbline.streams.delivery;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random pull requests and reviews: told of under several names, partially, with versions that tie,
 * by people and machines, drafts, withdrawn ones, reviews of pull requests nobody has seen.
 */
final class PullRequestHistory {

  private static final Instant START = Instant.parse("2024-02-27T22:00:00Z");
  private static final List<String> PEOPLE = List.of("anna", "bert", "cleo");

  private final Random random;
  private final List<PullRequestObserved> pullRequests = new ArrayList<>();
  private final List<ReviewObserved> reviews = new ArrayList<>();

  /**
   * @param names the names under which GitHub knew the repository
   */
  PullRequestHistory(Random random, List<String> names) {
    this.random = random;
    for (int id = random.nextInt(4); id > 0; id--) {
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        pullRequests.add(pullRequest(any(names), "" + id));
      }
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      reviews.add(review(any(names), "" + (1 + random.nextInt(4)), "review-" + random.nextInt(3)));
    }
  }

  List<PullRequestObserved> pullRequests() {
    return pullRequests;
  }

  List<ReviewObserved> reviews() {
    return reviews;
  }

  private PullRequestObserved pullRequest(String repository, String id) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setPullRequest(id)
        .setVersion(random.nextInt(3))
        .setState(maybe(any(List.of(PullRequestState.values()))))
        .setDraft(maybe(random.nextInt(3) == 0))
        .setOpenedAt(maybe(clock()))
        .setReadyAt(random.nextInt(4) == 0 ? clock() : null)
        .setMergedAt(random.nextInt(3) == 0 ? clock() : null)
        .setClosedAt(random.nextInt(3) == 0 ? clock() : null)
        .setAuthor(maybe(any(PEOPLE)))
        .setAuthorKind(any(List.of(ActorKind.values())))
        .setIntoDefaultBranch(maybe(random.nextBoolean()))
        .setMergeSha(random.nextInt(3) == 0 ? "%040x".formatted(random.nextInt(3)) : null)
        .setRequestedTeams(maybe(List.of(any(PEOPLE))))
        .setWithdrawn(random.nextInt(6) == 0 ? Boolean.valueOf(random.nextBoolean()) : null)
        .build();
  }

  private ReviewObserved review(String repository, String pullRequest, String id) {
    return ReviewObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setPullRequest(pullRequest)
        .setReview(id)
        .setVersion(random.nextInt(2))
        .setState(maybe(any(List.of(ReviewState.values()))))
        .setSubmittedAt(maybe(clock()))
        .setReviewer(maybe(any(PEOPLE)))
        .setReviewerKind(any(List.of(ActorKind.values())))
        .setWithdrawn(random.nextInt(6) == 0 ? Boolean.valueOf(random.nextBoolean()) : null)
        .build();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> T maybe(T value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  private Instant clock() {
    return START.plus(Duration.ofHours(random.nextInt(200)));
  }
}
