package dev.plumbline.oracle.delivery;

import dev.plumbline.fact.PullRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the changes of a deployment add to change lead time and its variants. */
final class LeadTimes {

  /** A change's beginning and end, or why it has no value. */
  private record Span(Instant start, Instant end, String reason) {

    static Span excluded(String reason) {
      return new Span(null, null, reason);
    }

    void addTo(Measure measure, boolean isFirst) {
      if (reason != null) {
        measure.exclude(reason);
      } else if (isFirst) {
        measure.exclude("first-deployment");
      } else {
        measure.add(start, end);
      }
    }
  }

  private LeadTimes() {}

  static Measure commits(List<Carried> all) {
    Measure measure = new Measure();
    for (Carried carried : all) {
      for (Commit commit : carried.commits()) {
        span(commit, carried.deployment()).addTo(measure, carried.isFirst());
      }
    }
    return measure;
  }

  private static Span span(Commit commit, Deployed deployment) {
    if (commit.isMerge()) {
      return Span.excluded("merge-commit");
    }
    return commit.committedAt() == null
        ? Span.excluded("commit-time-unknown")
        : new Span(commit.committedAt(), deployment.finishedAt(), null);
  }

  /** One of pull-request, merge, coding, pickup and review. */
  static Measure pullRequests(String variant, List<Carried> all, Commits commits) {
    Measure measure = new Measure();
    for (Carried carried : all) {
      for (Opened one : carried.pullRequests()) {
        Commit merge = commits.commit(one.repository(), one.row().getMergeSha());
        span(variant, one, merge, carried.deployment()).addTo(measure, carried.isFirst());
      }
    }
    return measure;
  }

  private static Span span(String variant, Opened one, Commit merge, Deployed deployment) {
    PullRequest row = one.row();
    Instant mergedAt = row.getMergedAt();
    if (variant.equals("merge")) {
      return mergedAt == null
          ? Span.excluded("merge-time-unknown")
          : new Span(mergedAt, deployment.finishedAt(), null);
    }
    if (one.isBot()) {
      return Span.excluded("bot");
    }
    Instant firstCommitAt =
        row.getFirstCommitAt() != null ? row.getFirstCommitAt() : merge.firstMergedCommitAt();
    return switch (variant) {
      case "pull-request" -> whole(firstCommitAt, mergedAt, deployment);
      case "coding" -> coding(firstCommitAt, row.getOpenedAt());
      case "pickup" -> pickup(row);
      default -> review(row);
    };
  }

  private static Span whole(Instant firstCommitAt, Instant mergedAt, Deployed deployment) {
    if (firstCommitAt == null) {
      return Span.excluded("first-commit-unknown");
    }
    return mergedAt == null
        ? Span.excluded("merge-time-unknown")
        : new Span(firstCommitAt, deployment.finishedAt(), null);
  }

  private static Span coding(Instant firstCommitAt, Instant openedAt) {
    if (firstCommitAt == null) {
      return Span.excluded("first-commit-unknown");
    }
    return openedAt == null
        ? Span.excluded("opened-unknown")
        : new Span(firstCommitAt, openedAt, null);
  }

  private static Span pickup(PullRequest row) {
    if (!isReviewed(row)) {
      return Span.excluded("no-review");
    }
    return row.getReadyAt() == null
        ? Span.excluded("ready-unknown")
        : new Span(row.getReadyAt(), row.getFirstReviewAt(), null);
  }

  private static Span review(PullRequest row) {
    if (!isReviewed(row)) {
      return Span.excluded("no-review");
    }
    return row.getMergedAt() == null
        ? Span.excluded("merge-time-unknown")
        : new Span(row.getFirstReviewAt(), row.getMergedAt(), null);
  }

  /** Whether somebody else reviewed it, and not only after the merge. */
  private static boolean isReviewed(PullRequest row) {
    return row.getFirstReviewAt() != null
        && (row.getMergedAt() == null || !row.getFirstReviewAt().isAfter(row.getMergedAt()));
  }

  /** Different authors of the pull requests that have a value. */
  static long contributors(String variant, List<Carried> all, Commits commits) {
    Set<String> authors = new HashSet<>();
    for (Carried carried : all) {
      for (Opened one : carried.pullRequests()) {
        Commit merge = commits.commit(one.repository(), one.row().getMergeSha());
        Measure measure = new Measure();
        span(variant, one, merge, carried.deployment()).addTo(measure, carried.isFirst());
        if (measure.hasValue() && one.account() != null) {
          authors.add(one.account().getPerson());
        }
      }
    }
    return authors.size();
  }
}
