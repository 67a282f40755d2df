package dev.plumbline.standalone.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes code.
 *
 * @param id of the account at the host
 * @param joinedAt null for those who were there before
 * @param firstMergeAt when the first pull request of somebody who joined was merged
 */
record Developer(
    int id, String login, Team team, @Nullable Instant joinedAt, @Nullable Instant firstMergeAt) {

  /** Whether the developer has more to do at that time than the first pull request. */
  boolean isAtWork(Instant time) {
    return firstMergeAt == null || firstMergeAt.isBefore(time);
  }
}
