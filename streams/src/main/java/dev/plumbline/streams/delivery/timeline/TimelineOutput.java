package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import org.jspecify.annotations.Nullable;

/** Where the timeline's results go. */
public interface TimelineOutput {

  /** A deployment's row, null when it was withdrawn. */
  void deployment(DeploymentKey key, @Nullable Deployment deployment);

  /** A successful deployment for the commit graph, or exactly one that is none any more. */
  void mark(DeploymentMark mark);
}
