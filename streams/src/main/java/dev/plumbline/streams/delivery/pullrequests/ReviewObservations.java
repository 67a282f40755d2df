package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import dev.plumbline.streams.delivery.terms.Newest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of one review: the newest word stands, as for pull requests. It is submitted
 * once, so the earliest of those clocks stands.
 */
public final class ReviewObservations {

  private static final List<ReviewState> BY_FINALITY =
      List.of(
          ReviewState.UNKNOWN,
          ReviewState.COMMENTED,
          ReviewState.APPROVED,
          ReviewState.CHANGES_REQUESTED,
          ReviewState.DISMISSED);

  private static final Comparator<ReviewObserved> BY_AGE =
      Comparator.comparingLong(ReviewObserved::getVersion)
          .thenComparing(ReviewObservations::finality);

  private static final Newest<ReviewObserved> NEWEST = new Newest<>(BY_AGE);

  private static final List<Function<ReviewObserved, @Nullable Comparable<?>>> FIELDS =
      List.of(
          ReviewObserved::getState,
          ReviewObserved::getReviewer,
          ReviewObservations::reviewerKind,
          ReviewObserved::getWithdrawn);

  private static final Comparator<ReviewObserved> BY_SUBMISSION =
      Comparator.<ReviewObserved, Instant>comparing(
              observation -> Objects.requireNonNull(observation.getSubmittedAt()))
          .thenComparing(Comparator.naturalOrder());

  private final Collection<ReviewObserved> observations;

  ReviewObservations(Collection<ReviewObserved> observations) {
    this.observations = observations;
  }

  /** The observations that can still decide anything; all others can be forgotten. */
  public static List<ReviewObserved> deciding(Collection<ReviewObserved> observations) {
    Set<ReviewObserved> deciding = new TreeSet<>();
    // Any one keeps the review known, if nothing else does.
    observations.stream().min(Comparator.naturalOrder()).ifPresent(deciding::add);
    FIELDS.forEach(field -> NEWEST.deciding(observations, field).ifPresent(deciding::add));
    observations.stream()
        .filter(observation -> observation.getSubmittedAt() != null)
        .min(BY_SUBMISSION)
        .ifPresent(deciding::add);
    return new ArrayList<>(deciding);
  }

  /**
   * When somebody other than the author reviewed: nothing if it was not submitted (yet), was
   * withdrawn, was written by a machine, or if nobody knows who wrote it.
   */
  @Nullable Instant countedAt(@Nullable String author) {
    String reviewer = NEWEST.value(observations, ReviewObserved::getReviewer);
    boolean isSomebodyElse =
        reviewer != null
            && !reviewer.equals(author)
            && NEWEST.value(observations, ReviewObservations::reviewerKind) != ActorKind.BOT;
    boolean isWithdrawn =
        Boolean.TRUE.equals(NEWEST.value(observations, ReviewObserved::getWithdrawn));
    return isSomebodyElse && !isWithdrawn ? submittedAt() : null;
  }

  private @Nullable Instant submittedAt() {
    return observations.stream()
        .flatMap(observation -> Stream.ofNullable(observation.getSubmittedAt()))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable ActorKind reviewerKind(ReviewObserved observation) {
    ActorKind kind = observation.getReviewerKind();
    return kind == ActorKind.UNKNOWN ? null : kind;
  }

  private static int finality(ReviewObserved observation) {
    ReviewState state = observation.getState();
    return state == null ? -1 : BY_FINALITY.indexOf(state);
  }
}
