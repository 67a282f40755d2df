package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.streams.delivery.pullrequests.PullRequestObservations;
import dev.plumbline.streams.delivery.pullrequests.ReviewObservations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stage 0 of pull requests and their reviews. Not thread-safe. */
final class PullRequestAddressing {

  private final ResolutionStore store;
  private final ResolutionOutput output;

  PullRequestAddressing(ResolutionStore store, ResolutionOutput output) {
    this.store = store;
    this.output = output;
  }

  void observe(PullRequestObserved observed) {
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    ResolvedPullRequest known = store.pullRequest(origin, observed.getPullRequest());
    List<PullRequestObserved> deciding =
        PullRequestObservations.deciding(
            with(known == null ? null : known.getObservations(), observed));
    if (known == null || !deciding.equals(known.getObservations())) {
      send(origin, known, resolved(origin, observed.getPullRequest(), deciding));
    }
  }

  void observe(ReviewObserved observed) {
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    ResolvedReview known = store.review(origin, observed.getPullRequest(), observed.getReview());
    List<ReviewObserved> deciding =
        ReviewObservations.deciding(with(known == null ? null : known.getObservations(), observed));
    if (known == null || !deciding.equals(known.getObservations())) {
      send(
          origin,
          known,
          resolved(origin, observed.getPullRequest(), observed.getReview(), deciding));
    }
  }

  /** Sends it to where it belongs now, if it is not there. */
  void addressAgain(RepositoryKey origin, ResolvedPullRequest known) {
    if (!known.getRepository().equals(store.canonical(origin))) {
      send(origin, known, resolved(origin, known.getPullRequest(), known.getObservations()));
    }
  }

  /** Sends it to where it belongs now, if it is not there. */
  void addressAgain(RepositoryKey origin, ResolvedReview known) {
    if (!known.getRepository().equals(store.canonical(origin))) {
      send(
          origin,
          known,
          resolved(origin, known.getPullRequest(), known.getReview(), known.getObservations()));
    }
  }

  private void send(
      RepositoryKey origin, @Nullable ResolvedPullRequest known, ResolvedPullRequest now) {
    if (known != null && !known.getRepository().equals(now.getRepository())) {
      output.pullRequest(ResolvedPullRequest.newBuilder(known).setObservations(List.of()).build());
    }
    store.put(origin, now);
    output.pullRequest(now);
  }

  private void send(RepositoryKey origin, @Nullable ResolvedReview known, ResolvedReview now) {
    if (known != null && !known.getRepository().equals(now.getRepository())) {
      output.review(ResolvedReview.newBuilder(known).setObservations(List.of()).build());
    }
    store.put(origin, now);
    output.review(now);
  }

  private ResolvedPullRequest resolved(
      RepositoryKey origin, String pullRequest, List<PullRequestObserved> observations) {
    return new ResolvedPullRequest(
        store.canonical(origin), pullRequest, Resolution.name(origin), observations);
  }

  private ResolvedReview resolved(
      RepositoryKey origin, String pullRequest, String review, List<ReviewObserved> observations) {
    return new ResolvedReview(
        store.canonical(origin), pullRequest, review, Resolution.name(origin), observations);
  }

  private static <T> List<T> with(@Nullable List<T> known, T observed) {
    List<T> all = new ArrayList<>();
    if (known != null) {
      all.addAll(known);
    }
    all.add(observed);
    return all;
  }
}
