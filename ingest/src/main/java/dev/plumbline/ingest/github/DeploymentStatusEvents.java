package dev.plumbline.ingest.github;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a deployment goes. */
final class DeploymentStatusEvents implements EventKind {

  private static final Set<DeploymentStatus> FINAL =
      Set.of(DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED);

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field deployment = occurrence.body().at("deployment").requireObject();
    Field status = occurrence.body().at("deployment_status").requireObject();
    DeploymentStatus outcome =
        of(outcome(status.at("state")), occurrence.body().at("check_run").at("conclusion").word());
    Field clock = status.at("updated_at").isPresent() ? status.at("updated_at") : created(status);
    DeploymentObserved.Builder observed =
        DeploymentEvents.requested(occurrence, deployment)
            .setVersion(occurrence.version(clock))
            .setStatus(outcome);
    if (outcome != null && FINAL.contains(outcome)) {
      observed.setFinishedAt(created(status).time());
    }
    return List.of(Events.delivery(occurrence, observed.build()));
  }

  /**
   * GitHub has no word for a deployment that was cancelled or skipped and says that it failed; the
   * job that made it, where the event has it, knows better.
   */
  private static @Nullable DeploymentStatus of(
      @Nullable DeploymentStatus outcome, @Nullable String conclusion) {
    if (outcome != DeploymentStatus.FAILED || conclusion == null) {
      return outcome;
    }
    return switch (conclusion) {
      case "cancelled", "stale" -> DeploymentStatus.CANCELLED;
      case "skipped" -> DeploymentStatus.SKIPPED;
      default -> outcome;
    };
  }

  private static Field created(Field status) {
    return status.at("created_at");
  }

  /**
   * Null for a word that says nothing of the outcome. {@code inactive} only says that a later
   * deployment took over: a success stays one.
   */
  private static @Nullable DeploymentStatus outcome(Field state) {
    String word = state.requireText();
    return switch (word) {
      case "success" -> DeploymentStatus.SUCCEEDED;
      case "failure", "error" -> DeploymentStatus.FAILED;
      case "in_progress" -> DeploymentStatus.RUNNING;
      case "queued", "pending", "waiting" -> DeploymentStatus.PENDING;
      default -> null;
    };
  }
}
