package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;

/** Where resolved entities go. */
public interface ResolutionOutput {

  void commit(ResolvedCommit commit);

  void deployment(ResolvedDeployment deployment);

  void pullRequest(ResolvedPullRequest pullRequest);

  void review(ResolvedReview review);
}
