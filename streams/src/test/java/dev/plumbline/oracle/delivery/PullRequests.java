package dev.plumbline.oracle.delivery;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pull requests that were not withdrawn. */
final class PullRequests {

  private final Names names;
  private final List<Opened> pullRequests = new ArrayList<>();

  PullRequests(Events events, Names names) {
    this.names = names;
    Map<PullRequestKey, List<PullRequestObserved>> observed = new HashMap<>();
    for (PullRequestObserved one : events.all(PullRequestObserved.class)) {
      observed
          .computeIfAbsent(
              key(one.getSource(), one.getRepository(), one.getPullRequest()),
              any -> new ArrayList<>())
          .add(one);
    }
    Map<PullRequestKey, Map<String, List<ReviewObserved>>> reviews = new HashMap<>();
    for (ReviewObserved one : events.all(ReviewObserved.class)) {
      reviews
          .computeIfAbsent(
              key(one.getSource(), one.getRepository(), one.getPullRequest()),
              any -> new HashMap<>())
          .computeIfAbsent(one.getReview(), any -> new ArrayList<>())
          .add(one);
    }
    observed.forEach(
        (key, all) -> {
          Observations<PullRequestObserved> said = observations(all);
          if (!said.newestIsTrue(PullRequestObserved::getWithdrawn)) {
            pullRequests.add(opened(key, said, reviews.getOrDefault(key, Map.of()).values()));
          }
        });
  }

  List<Opened> all() {
    return pullRequests;
  }

  /** Those that were merged into a repository. */
  List<Opened> merged(String repository) {
    return pullRequests.stream()
        .filter(one -> one.isMerged() && one.repository().equals(repository))
        .toList();
  }

  private PullRequestKey key(String source, String repository, String pullRequest) {
    return new PullRequestKey(names.canonical(source, repository), pullRequest);
  }

  private static Observations<PullRequestObserved> observations(
      Collection<PullRequestObserved> all) {
    return new Observations<>(
        all,
        PullRequestObserved::getVersion,
        one -> Observations.place(one.getState(), "UNKNOWN", "OPEN", "CLOSED", "MERGED"));
  }

  private static Opened opened(
      PullRequestKey key,
      Observations<PullRequestObserved> said,
      Collection<List<ReviewObserved>> reviews) {
    String author = said.newest(PullRequestObserved::getAuthor);
    String source =
        said.only(one -> one.getAuthor() != null).newest(PullRequestObserved::getSource);
    List<Instant> reviewed = new ArrayList<>();
    for (List<ReviewObserved> review : reviews) {
      Instant at = countedAt(review, author);
      if (at != null) {
        reviewed.add(at);
      }
    }
    return new Opened(
        key.getRepository(),
        key.getPullRequest(),
        row(said, reviewed),
        author == null ? null : new PersonKey(source, author),
        said.united(PullRequestObserved::getRevertsPullRequests),
        said.united(PullRequestObserved::getRevertsCommits));
  }

  /** When somebody else reviewed it, null when the review does not count. */
  private static Instant countedAt(List<ReviewObserved> review, String author) {
    Observations<ReviewObserved> said =
        new Observations<>(
            review,
            ReviewObserved::getVersion,
            one ->
                Observations.place(
                    one.getState(),
                    "UNKNOWN",
                    "COMMENTED",
                    "APPROVED",
                    "CHANGES_REQUESTED",
                    "DISMISSED"));
    String reviewer = said.newest(ReviewObserved::getReviewer);
    boolean isBot = said.newest(one -> Observations.known(one.getReviewerKind())) == ActorKind.BOT;
    boolean isByAnother = reviewer != null && !Objects.equals(reviewer, author);
    return isByAnother && !isBot && !said.newestIsTrue(ReviewObserved::getWithdrawn)
        ? said.earliest(ReviewObserved::getSubmittedAt)
        : null;
  }

  private static PullRequest row(Observations<PullRequestObserved> said, List<Instant> reviewed) {
    PullRequestState state = said.newest(one -> Observations.known(one.getState()));
    ActorKind kind = said.newest(one -> Observations.known(one.getAuthorKind()));
    Instant openedAt = said.earliest(PullRequestObserved::getOpenedAt);
    Instant readyAt = said.earliest(PullRequestObserved::getReadyAt);
    if (readyAt == null && !said.anyTrue(PullRequestObserved::getDraft)) {
      readyAt = openedAt;
    }
    return PullRequest.newBuilder()
        .setState(state == null ? "UNKNOWN" : state.name())
        .setDraft(said.newestIsTrue(PullRequestObserved::getDraft))
        .setOpenedAt(openedAt)
        .setReadyAt(readyAt)
        .setFirstReviewAt(reviewed.stream().min(Instant::compareTo).orElse(null))
        .setMergedAt(said.earliest(PullRequestObserved::getMergedAt))
        .setClosedAt(
            state == PullRequestState.OPEN ? null : said.latest(PullRequestObserved::getClosedAt))
        .setMergeSha(said.newest(PullRequestObserved::getMergeSha))
        .setAuthorKind(kind == null ? "UNKNOWN" : kind.name())
        .setIntoDefaultBranch(said.newest(PullRequestObserved::getIntoDefaultBranch))
        .setReviews(reviewed.size())
        .setFirstCommitAt(said.earliest(PullRequestObserved::getFirstCommitAt))
        .setRevert(said.newestIsTrue(PullRequestObserved::getRevert))
        .setHotfix(said.newestIsTrue(PullRequestObserved::getHotfix))
        .build();
  }
}
