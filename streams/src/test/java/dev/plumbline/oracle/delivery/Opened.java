package dev.plumbline.oracle.delivery;

import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.PullRequest;
import java.util.Set;

/**
 * A pull request, merged from all that was observed of it.
 *
 * @param account key of its author's account, null when nobody said who opened it
 */
record Opened(
    String repository,
    String number,
    PullRequest row,
    PersonKey account,
    Set<String> revertsPullRequests,
    Set<String> revertsCommits) {

  boolean isMerged() {
    return row.getState().equals("MERGED") && row.getMergeSha() != null;
  }

  boolean isBot() {
    return row.getAuthorKind().equals("BOT");
  }
}
