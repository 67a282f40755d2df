package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.streams.state.OrderedStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of pull requests, and tells which were merged and who opened them. What several
 * origins say of one adds up as if one had said it all: they are names that its repository had. Not
 * thread-safe.
 */
public final class PullRequests {

  private final PullRequestStore store;
  private final PullRequestOutput output;

  public PullRequests(OrderedStore store, PullRequestOutput output) {
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
    Known before = store.known(key);
    Known after = known(key);
    if (after.equals(before)) {
      return;
    }
    store.put(key, after);
    if (!Objects.equals(before.row(), after.row())) {
      output.row(key, after.row());
    }
    tellMerge(before.merged(), after.merged());
    tellAccounts(key, before, after);
  }

  private void tellMerge(@Nullable MergedPullRequest before, @Nullable MergedPullRequest after) {
    if (after != null && !after.equals(before)) {
      output.merged(after);
    } else if (before != null && after == null) {
      output.merged(MergedPullRequest.newBuilder(before).setPresent(false).build());
    }
  }

  private void tellAccounts(PullRequestKey key, Known before, Known after) {
    PersonKey left = before.account();
    PersonKey now = after.account();
    if (left != null && !left.equals(now)) {
      output.authored(left, authored(key, before, false));
    }
    if (now != null && !(now.equals(left) && kind(before).equals(kind(after)))) {
      output.authored(now, authored(key, after, true));
    }
  }

  private static AuthoredPullRequest authored(PullRequestKey key, Known known, boolean isPresent) {
    return new AuthoredPullRequest(
        key.getRepository(), key.getPullRequest(), kind(known), isPresent);
  }

  private static String kind(Known known) {
    PullRequest row = known.row();
    return row == null ? ActorKind.UNKNOWN.name() : row.getAuthorKind();
  }

  private Known known(PullRequestKey key) {
    List<PullRequestObserved> observed = store.observations(key);
    PullRequestObservations pullRequest = new PullRequestObservations(observed);
    if (observed.isEmpty() || pullRequest.isWithdrawn()) {
      return Known.NOTHING;
    }
    PullRequest row = pullRequest.row(reviewedAt(store.reviews(key), pullRequest.author()));
    return new Known(row, merged(key, row, pullRequest), pullRequest.account());
  }

  /** Its merge, null when it is not merged or nobody knows the commit. */
  private static @Nullable MergedPullRequest merged(
      PullRequestKey key, PullRequest row, PullRequestObservations pullRequest) {
    String mergeSha = row.getMergeSha();
    if (mergeSha == null || !row.getState().equals(PullRequestState.MERGED.name())) {
      return null;
    }
    return new MergedPullRequest(
        key.getRepository(),
        key.getPullRequest(),
        true,
        mergeSha,
        milliseconds(row.getOpenedAt()),
        milliseconds(row.getReadyAt()),
        milliseconds(row.getFirstReviewAt()),
        milliseconds(row.getMergedAt()),
        milliseconds(row.getFirstCommitAt()),
        pullRequest.author(),
        row.getAuthorKind().equals(ActorKind.BOT.name()),
        row.getHotfix(),
        row.getRevert(),
        pullRequest.revertsPullRequests(),
        pullRequest.revertsCommits());
  }

  private static @Nullable Long milliseconds(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static List<Instant> reviewedAt(
      Collection<List<ReviewObserved>> reviews, @Nullable String author) {
    return reviews.stream()
        .flatMap(review -> Stream.ofNullable(new ReviewObservations(review).countedAt(author)))
        .toList();
  }
}
