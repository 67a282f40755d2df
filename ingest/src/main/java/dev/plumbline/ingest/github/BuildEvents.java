package dev.plumbline.ingest.github;

import dev.plumbline.event.BuildObserved;
import dev.plumbline.event.BuildStatus;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of a workflow. */
final class BuildEvents implements EventKind {

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field run = occurrence.body().at("workflow_run").requireObject();
    boolean isCompleted = "completed".equals(run.at("status").word());
    Long attempt = run.at("run_attempt").number();
    BuildObserved observed =
        BuildObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setBuild(run.at("id").requireId())
            .setAttempt(attempt == null ? 1 : (int) Math.max(1, Math.min(attempt, Short.MAX_VALUE)))
            .setVersion(occurrence.version(run.at("updated_at")))
            .setPipeline(pipeline(occurrence.body().at("workflow"), run))
            .setSha(run.at("head_sha").sha())
            .setDefaultBranch(isOfDefaultBranch(occurrence, run))
            .setStatus(isCompleted ? outcome(run) : progress(run))
            .setStartedAt(startedAt(run))
            .setFinishedAt(isCompleted ? run.at("updated_at").time() : null)
            .build();
    return List.of(Events.delivery(occurrence, observed));
  }

  /** The workflow's file, without the branch that some runs add to it; else its number. */
  private static @Nullable String pipeline(Field workflow, Field run) {
    String path = run.at("path").text();
    if (path == null) {
      path = workflow.at("path").text();
    }
    return path == null ? run.at("workflow_id").id() : path.split("@", 2)[0];
  }

  /** A fork's branch may have the same name. */
  private static @Nullable Boolean isOfDefaultBranch(Occurrence occurrence, Field run) {
    String head = run.at("head_repository").at("full_name").text();
    boolean isFork = head != null && !head.equals(occurrence.repositoryName());
    return isFork ? (Boolean) false : occurrence.isDefaultBranch(run.at("head_branch").text());
  }

  /** Older servers know no attempts and no start but the creation. */
  private static @Nullable Instant startedAt(Field run) {
    Instant startedAt = run.at("run_started_at").time();
    return startedAt == null ? run.at("created_at").time() : startedAt;
  }

  private static @Nullable BuildStatus progress(Field run) {
    String status = run.at("status").word();
    if (status == null) {
      return null;
    }
    return switch (status) {
      case "requested", "queued", "pending", "waiting" -> BuildStatus.PENDING;
      case "in_progress" -> BuildStatus.RUNNING;
      default -> null;
    };
  }

  private static @Nullable BuildStatus outcome(Field run) {
    String conclusion = run.at("conclusion").word();
    if (conclusion == null) {
      return null;
    }
    return switch (conclusion) {
      case "success", "neutral" -> BuildStatus.SUCCEEDED;
      case "failure", "timed_out", "startup_failure" -> BuildStatus.FAILED;
      case "cancelled", "stale" -> BuildStatus.CANCELLED;
      case "skipped" -> BuildStatus.SKIPPED;
      // Somebody has to allow it first.
      case "action_required" -> BuildStatus.PENDING;
      default -> null;
    };
  }
}
