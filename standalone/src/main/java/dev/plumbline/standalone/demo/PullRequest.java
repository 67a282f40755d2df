package dev.plumbline.standalone.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request.
 *
 * @param number within the repository
 * @param author null for the bot that updates dependencies
 * @param readyAt null unless it began as a draft
 * @param reviewedAt null for none
 * @param mergedAt null for one that was closed without a merge
 * @param closedAt the merge, or the closing without one
 * @param commits when its commits were made, oldest first
 */
record PullRequest(
    Service service,
    int number,
    @Nullable Developer author,
    Developer reviewer,
    Instant openedAt,
    @Nullable Instant readyAt,
    @Nullable Instant reviewedAt,
    @Nullable Instant mergedAt,
    Instant closedAt,
    List<Instant> commits) {

  /** Whether it was merged before the time. */
  boolean isMergedBefore(Instant time) {
    return mergedAt != null && mergedAt.isBefore(time);
  }

  /** The same with its number. */
  PullRequest numbered(int number) {
    return new PullRequest(
        service,
        number,
        author,
        reviewer,
        openedAt,
        readyAt,
        reviewedAt,
        mergedAt,
        closedAt,
        commits);
  }

  /** The same, merged at another moment. */
  PullRequest mergedAt(Instant moment) {
    return new PullRequest(
        service, number, author, reviewer, openedAt, readyAt, reviewedAt, moment, moment, commits);
  }
}
