package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.ResolvedIncident;
import java.util.List;
import java.util.Map;

/**
 * Everything from which the verdicts on a service's deployments follow.
 *
 * @param service the service
 * @param isDeclared whether the organisation names it
 * @param deployments all of its deployments, finished or not
 * @param words what the commit graph says of commits that are deployed or named by incidents
 * @param evidence changes that say something about deployments
 * @param incidents its incidents
 */
record ServiceHistory(
    String service,
    boolean isDeclared,
    Map<DeploymentId, DeploymentState> deployments,
    Map<DeployedCommit, CommitWord> words,
    List<ChangeEvidence> evidence,
    List<ResolvedIncident> incidents) {

  /** Whether anybody but an incident speaks of the service. */
  boolean isKnown() {
    return !service.isEmpty() && (isDeclared || !deployments.isEmpty());
  }

  /** How many entries it has. */
  int size() {
    return deployments.size() + words.size() + evidence.size() + incidents.size();
  }
}
