package dev.plumbline.ingest.github;

import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A review of a pull request. */
final class ReviewEvents implements EventKind {

  private final Accounts accounts;

  ReviewEvents(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field review = occurrence.body().at("review").requireObject();
    Field pullRequest = occurrence.body().at("pull_request").requireObject();
    ReviewObserved observed =
        ReviewObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setPullRequest(pullRequest.at("number").requireId())
            .setReview(review.at("id").requireId())
            .setVersion(version(review, pullRequest))
            .setState(state(review.at("state").word()))
            .setSubmittedAt(review.at("submitted_at").time())
            .setReviewer(accounts.pseudonym(occurrence.source(), review.at("user")))
            .setReviewerKind(accounts.kind(review.at("user")))
            .build();
    return List.of(Events.git(occurrence, observed));
  }

  /** To dismiss a review does not touch its own clock, but always that of the pull request. */
  private static long version(Field review, Field pullRequest) {
    return Stream.of(
            review.at("updated_at").time(),
            review.at("submitted_at").time(),
            pullRequest.at("updated_at").time())
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElseThrow(() -> review.at("submitted_at").unexpected("a time"))
        .toEpochMilli();
  }

  private static @Nullable ReviewState state(@Nullable String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "approved" -> ReviewState.APPROVED;
      case "changes_requested" -> ReviewState.CHANGES_REQUESTED;
      case "commented" -> ReviewState.COMMENTED;
      case "dismissed" -> ReviewState.DISMISSED;
      default -> null;
    };
  }
}
