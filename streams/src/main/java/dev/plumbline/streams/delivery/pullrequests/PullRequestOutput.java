package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import org.jspecify.annotations.Nullable;

/** Where what is known of pull requests goes. */
public interface PullRequestOutput {

  /** A row that changed, null when there is none any more. */
  void row(PullRequestKey key, @Nullable PullRequest row);

  /** A pull request that was merged, or the word that it was not (any more). */
  void merged(MergedPullRequest merged);

  /** A pull request of an account, or the word that it is not the account's (any more). */
  void authored(PersonKey account, AuthoredPullRequest authored);
}
