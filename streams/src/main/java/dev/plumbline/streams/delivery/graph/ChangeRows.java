package dev.plumbline.streams.delivery.graph;

import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows of facts.changes: a commit as it concerns one service and environment. */
final class ChangeRows {

  private ChangeRows() {}

  static ChangeKey key(String repository, String sha, Target target) {
    return new ChangeKey(repository, sha, target.service(), target.environment());
  }

  static Change row(CommitState commit, Target target, @Nullable Label label) {
    return new Change(
        commit.isMerge(),
        instant(commit.authoredAt()),
        instant(commit.committedAt()),
        label == null ? null : label.deployment(),
        label == null ? null : Instant.ofEpochMilli(label.finishedAt()),
        excludedReason(commit, target, label),
        instant(commit.firstMergedCommitAt()));
  }

  /** The first that holds, from what the commit is to how it was deployed. */
  private static @Nullable String excludedReason(
      CommitState commit, Target target, @Nullable Label label) {
    if (commit.isMerge()) {
      return "merge-commit";
    }
    if (target.equals(Target.UNKNOWN)) {
      return "unknown-service";
    }
    Long committedAt = commit.committedAt();
    if (committedAt == null) {
      return "commit-time-unknown";
    }
    if (label == null) {
      return "not-deployed";
    }
    return label.finishedAt() < committedAt ? "negative-duration" : null;
  }

  private static @Nullable Instant instant(@Nullable Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }
}
