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
 * @param isCommitKnown what the commit graph last said of the deployed commit
 */
record DeploymentState(
    @Nullable String repository,
    @Nullable String sha,
    String status,
    @Nullable Long startedAt,
    @Nullable Long finishedAt,
    @Nullable Boolean isCommitKnown) {

  static DeploymentState of(ResolvedDeployment deployment) {
    return new DeploymentState(
        deployment.getRepository(),
        deployment.getSha(),
        deployment.getStatus(),
        deployment.getStartedAt(),
        deployment.getFinishedAt(),
        null);
  }

  DeploymentState withCommitKnown(@Nullable Boolean isKnown) {
    return new DeploymentState(repository, sha, status, startedAt, finishedAt, isKnown);
  }

  boolean isSuccessful() {
    return status.equals("SUCCEEDED");
  }

  /** The place in the order of successful deployments, null when it has none. */
  @Nullable Label label(String deployment) {
    return isSuccessful() && finishedAt != null ? new Label(finishedAt, deployment) : null;
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter();
    writer.text(repository == null ? "" : repository).text(sha == null ? "" : sha).text(status);
    writeOptional(writer, startedAt);
    writeOptional(writer, finishedAt);
    writeOptional(writer, isCommitKnown == null ? null : isCommitKnown ? 1L : 0L);
    return writer.toBytes();
  }

  static DeploymentState fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    String repository = reader.text();
    String sha = reader.text();
    String status = reader.text();
    Long startedAt = readOptional(reader);
    Long finishedAt = readOptional(reader);
    Long isKnown = readOptional(reader);
    return new DeploymentState(
        repository.isEmpty() ? null : repository,
        sha.isEmpty() ? null : sha,
        status,
        startedAt,
        finishedAt,
        isKnown == null ? null : isKnown == 1);
  }

  private static void writeOptional(ValueWriter writer, @Nullable Long number) {
    writer.number(number == null ? 0 : 1);
    if (number != null) {
      writer.number(number);
    }
  }

  private static @Nullable Long readOptional(ValueReader reader) {
    return reader.count() == 0 ? null : Long.valueOf(reader.number());
  }
}
