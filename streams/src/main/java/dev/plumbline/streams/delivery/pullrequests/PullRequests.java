package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.streams.state.OrderedStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of pull requests. What several origins say of one adds up as if one had said it
 * all: they are names that its repository had. Not thread-safe.
 */
public final class PullRequests {

  private final PullRequestStore store;
  private final BiConsumer<PullRequestKey, @Nullable PullRequest> output;

  /**
   * @param output takes each row that changes, null where there is none any more
   */
  public PullRequests(
      OrderedStore store, BiConsumer<PullRequestKey, @Nullable PullRequest> output) {
    this.store = new PullRequestStore(store);
    this.output = output;
  }

  /** Replaces what one origin says of a pull request. */
  public void apply(ResolvedPullRequest resolved) {
    store.put(resolved);
    compute(new PullRequestKey(resolved.getRepository(), resolved.getPullRequest()));
  }

  /** Replaces what one origin says of a review. */
  public void apply(ResolvedReview resolved) {
    store.put(resolved);
    compute(new PullRequestKey(resolved.getRepository(), resolved.getPullRequest()));
  }

  private void compute(PullRequestKey key) {
    PullRequest before = store.row(key);
    PullRequest after = row(key);
    if (!Objects.equals(before, after)) {
      store.putRow(key, after);
      output.accept(key, after);
    }
  }

  private @Nullable PullRequest row(PullRequestKey key) {
    List<PullRequestObserved> observed = store.observations(key);
    PullRequestObservations pullRequest = new PullRequestObservations(observed);
    if (observed.isEmpty() || pullRequest.isWithdrawn()) {
      return null;
    }
    return pullRequest.row(reviewedAt(store.reviews(key), pullRequest.author()));
  }

  private static List<Instant> reviewedAt(
      Collection<List<ReviewObserved>> reviews, @Nullable String author) {
    return reviews.stream()
        .flatMap(review -> Stream.ofNullable(new ReviewObservations(review).countedAt(author)))
        .toList();
  }
}
