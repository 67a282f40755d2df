package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows of facts.deployments and facts.incidents. */
final class Rows {

  private Rows() {}

  /**
   * A deployment's row.
   *
   * @param word the graph's on its commit, null as long as it has not said any
   * @param type of the environment
   */
  static Deployment deployment(
      String service,
      DeploymentState state,
      Verdict verdict,
      @Nullable CommitWord word,
      String type) {
    return new Deployment(
        state.repository(),
        state.sha(),
        state.status(),
        instant(state.startedAt()),
        instant(state.finishedAt()),
        verdict.isFirst(),
        reason(service, state, word),
        state.source(),
        type,
        state.release(),
        FailureClass.ids(verdict.failures()),
        ReworkClass.ids(verdict.rework()),
        instant(verdict.failedAt()),
        instant(verdict.recoveredAt()),
        verdict.recoveredBy(),
        verdict.incidents(),
        verdict.changes(),
        verdict.rolledBackTo());
  }

  private static @Nullable String reason(
      String service, DeploymentState state, @Nullable CommitWord word) {
    if (service.isEmpty()) {
      return "unknown-service";
    }
    if (!state.isSuccessful()) {
      return null;
    }
    if (state.finishedAt() == null) {
      return "finish-unknown";
    }
    boolean isUnknown = state.sha() == null || (word != null && !word.isKnown());
    return isUnknown ? "no-matching-commit" : null;
  }

  static Incident incident(ResolvedIncident incident, Cause cause) {
    DeploymentId deployment = cause.deployment();
    return new Incident(
        incident.getName(),
        incident.getEnvironment(),
        incident.getState(),
        instant(incident.getStartedAt()),
        instant(Judgement.resolvedAt(incident)),
        incident.getSeverity(),
        deployment == null ? null : deployment.environment(),
        deployment == null ? null : deployment.deployment(),
        cause.foundBy(),
        cause.reason());
  }

  private static @Nullable Instant instant(@Nullable Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }
}
