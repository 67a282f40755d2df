package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as the timeline knows it, merged from its origins.
 *
 * @param repository canonical repository
 * @param sha deployed commit
 * @param status name of a DeploymentStatus
 * @param startedAt milliseconds
 * @param finishedAt milliseconds; when it first succeeded, else when its last attempt ended
 * @param source where it was observed
 * @param release version of the software
 */
record DeploymentState(
    @Nullable String repository,
    @Nullable String sha,
    String status,
    @Nullable Long startedAt,
    @Nullable Long finishedAt,
    String source,
    @Nullable String release) {

  static DeploymentState of(ResolvedDeployment deployment) {
    return new DeploymentState(
        deployment.getRepository(),
        deployment.getSha(),
        deployment.getStatus(),
        deployment.getStartedAt(),
        deployment.getFinishedAt(),
        deployment.getOrigin(),
        deployment.getRelease());
  }

  boolean isSuccessful() {
    return status.equals("SUCCEEDED");
  }

  /** The place in the order of finished deployments, null when it has not finished. */
  @Nullable Label place(String deployment) {
    boolean isOver = isSuccessful() || status.equals("FAILED");
    return isOver && finishedAt != null ? new Label(finishedAt, deployment) : null;
  }

  /** The place in the order of successful deployments, null when it has none. */
  @Nullable Label label(String deployment) {
    return isSuccessful() ? place(deployment) : null;
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter().text(status).text(source);
    writer.optionalText(repository).optionalText(sha).optionalText(release);
    return writer.optionalNumber(startedAt).optionalNumber(finishedAt).toBytes();
  }

  static DeploymentState fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    String status = reader.text();
    String source = reader.text();
    String repository = reader.optionalText();
    String sha = reader.optionalText();
    String release = reader.optionalText();
    return new DeploymentState(
        repository, sha, status, reader.optionalNumber(), reader.optionalNumber(), source, release);
  }
}
