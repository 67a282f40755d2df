package dev.plumbline.ingest.github;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;

/** A deployment was asked for; how it goes, its statuses say. */
final class DeploymentEvents implements EventKind {

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field deployment = occurrence.body().at("deployment").requireObject();
    DeploymentObserved observed =
        requested(occurrence, deployment)
            .setVersion(occurrence.version(deployment.at("updated_at")))
            .setStatus(DeploymentStatus.PENDING)
            .build();
    return List.of(Events.delivery(occurrence, observed));
  }

  /**
   * What a deployment's own record says. A new attempt is a new deployment at GitHub, and which
   * service it is of it does not say.
   */
  static DeploymentObserved.Builder requested(Occurrence occurrence, Field deployment) {
    return DeploymentObserved.newBuilder()
        .setSource(occurrence.source())
        .setRepository(occurrence.repositoryName())
        .setDeployment(deployment.at("id").requireId())
        .setEnvironment(deployment.at("environment").text())
        .setSha(deployment.at("sha").sha())
        .setStartedAt(deployment.at("created_at").time());
  }
}
