package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import org.jspecify.annotations.Nullable;

/** Where the timeline's results go. */
public interface TimelineOutput {

  /** A deployment's row, null when it was withdrawn. */
  void deployment(DeploymentKey key, @Nullable Deployment deployment);

  /** An incident's row, null when it is gone. */
  void incident(IncidentFactKey key, @Nullable Incident incident);

  /** A successful deployment for the commit graph, or exactly one that is none any more. */
  void mark(DeploymentMark mark);

  /** A commit on which the graph's word is wanted, or not any more. */
  void question(CommitQuestion question);
}
