package dev.plumbline.oracle;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.organisation.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the rows of pull requests must be for a set of events, in whatever order they came. */
public final class PullRequestOracle {

  private static final List<String> STATES = List.of("UNKNOWN", "OPEN", "CLOSED", "MERGED");
  private static final List<String> REVIEW_STATES =
      List.of("UNKNOWN", "COMMENTED", "APPROVED", "CHANGES_REQUESTED", "DISMISSED");

  private final Map<List<String>, String> canonical = new HashMap<>();
  private final Map<PullRequestKey, PullRequest> rows = new HashMap<>();

  /** Computes everything. */
  public PullRequestOracle(
      Collection<Repository> repositories,
      Collection<PullRequestObserved> pullRequests,
      Collection<ReviewObserved> reviews) {
    for (Repository repository : repositories) {
      repository
          .getAliases()
          .forEach(
              name ->
                  canonical.put(
                      List.of(name.getSource(), name.getRepository()), repository.getRepository()));
    }
    Map<PullRequestKey, List<PullRequestObserved>> byKey = new HashMap<>();
    for (PullRequestObserved one : pullRequests) {
      byKey
          .computeIfAbsent(
              key(one.getSource(), one.getRepository(), one.getPullRequest()),
              key -> new ArrayList<>())
          .add(one);
    }
    Map<PullRequestKey, Map<String, List<ReviewObserved>>> reviewsByKey = new HashMap<>();
    for (ReviewObserved one : reviews) {
      reviewsByKey
          .computeIfAbsent(
              key(one.getSource(), one.getRepository(), one.getPullRequest()),
              key -> new HashMap<>())
          .computeIfAbsent(one.getReview(), review -> new ArrayList<>())
          .add(one);
    }
    byKey.forEach(
        (key, all) -> {
          if (!Boolean.TRUE.equals(last(all, PullRequestObserved::getWithdrawn))) {
            rows.put(key, row(all, reviewsByKey.getOrDefault(key, Map.of()).values()));
          }
        });
  }

  public Map<PullRequestKey, PullRequest> rows() {
    return rows;
  }

  private PullRequestKey key(String source, String repository, String pullRequest) {
    return new PullRequestKey(
        canonical.getOrDefault(List.of(source, repository), repository), pullRequest);
  }

  private static PullRequest row(
      List<PullRequestObserved> all, Collection<List<ReviewObserved>> reviews) {
    PullRequestState state = last(all, one -> known(one.getState()));
    String author = last(all, PullRequestObserved::getAuthor);
    TreeSet<Instant> opened = clocks(all, PullRequestObserved::getOpenedAt);
    TreeSet<Instant> ready = clocks(all, PullRequestObserved::getReadyAt);
    TreeSet<Instant> merged = clocks(all, PullRequestObserved::getMergedAt);
    TreeSet<Instant> closed = clocks(all, PullRequestObserved::getClosedAt);
    boolean wasDraft = all.stream().anyMatch(one -> Boolean.TRUE.equals(one.getDraft()));
    Instant readyAt = null;
    if (!ready.isEmpty()) {
      readyAt = ready.first();
    } else if (!wasDraft && !opened.isEmpty()) {
      readyAt = opened.first();
    }
    List<Instant> counted = new ArrayList<>();
    for (List<ReviewObserved> review : reviews) {
      String reviewer = lastOfReview(review, ReviewObserved::getReviewer);
      TreeSet<Instant> submitted = clocks(review, ReviewObserved::getSubmittedAt);
      if (!submitted.isEmpty()
          && reviewer != null
          && !Objects.equals(reviewer, author)
          && lastOfReview(review, one -> known(one.getReviewerKind())) != ActorKind.BOT
          && !Boolean.TRUE.equals(lastOfReview(review, ReviewObserved::getWithdrawn))) {
        counted.add(submitted.first());
      }
    }
    ActorKind kind = last(all, one -> known(one.getAuthorKind()));
    return PullRequest.newBuilder()
        .setState(state == null ? "UNKNOWN" : state.name())
        .setDraft(Boolean.TRUE.equals(last(all, PullRequestObserved::getDraft)))
        .setOpenedAt(opened.isEmpty() ? null : opened.first())
        .setReadyAt(readyAt)
        .setFirstReviewAt(counted.stream().min(Comparator.naturalOrder()).orElse(null))
        .setMergedAt(merged.isEmpty() ? null : merged.first())
        .setClosedAt(closed.isEmpty() || state == PullRequestState.OPEN ? null : closed.last())
        .setMergeSha(last(all, PullRequestObserved::getMergeSha))
        .setAuthorKind(kind == null ? "UNKNOWN" : kind.name())
        .setIntoDefaultBranch(last(all, PullRequestObserved::getIntoDefaultBranch))
        .setReviews(counted.size())
        .build();
  }

  private static <E extends Enum<E>> E known(E value) {
    return value == null || value.name().equals("UNKNOWN") ? null : value;
  }

  private static <T> TreeSet<Instant> clocks(List<T> all, Function<T, Instant> clock) {
    TreeSet<Instant> clocks = new TreeSet<>();
    for (T one : all) {
      if (clock.apply(one) != null) {
        clocks.add(clock.apply(one));
      }
    }
    return clocks;
  }

  private static <V extends Comparable<? super V>> V last(
      List<PullRequestObserved> all, Function<PullRequestObserved, V> field) {
    return last(
        all,
        PullRequestObserved::getVersion,
        one -> one.getState() == null ? -1 : STATES.indexOf(one.getState().name()),
        field);
  }

  private static <V extends Comparable<? super V>> V lastOfReview(
      List<ReviewObserved> all, Function<ReviewObserved, V> field) {
    return last(
        all,
        ReviewObserved::getVersion,
        one -> one.getState() == null ? -1 : REVIEW_STATES.indexOf(one.getState().name()),
        field);
  }

  private static <T, V extends Comparable<? super V>> V last(
      List<T> all, Function<T, Long> version, ToIntFunction<T> rank, Function<T, V> field) {
    return all.stream()
        .filter(one -> field.apply(one) != null)
        .max(Comparator.comparing(version).thenComparingInt(rank).thenComparing(field))
        .map(field)
        .orElse(null);
  }
}
