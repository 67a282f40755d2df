package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is said of commits that are deployed or asked for. It is sent at the end of a call, for a
 * label often moves more than once.
 */
final class CommitNotices {

  private record Subject(String repository, String sha, int target) {}

  private final GraphStore store;
  private final ChangeStore changes;
  private final Map<Subject, CommitLabel> notices = new LinkedHashMap<>();

  CommitNotices(GraphStore store, ChangeStore changes) {
    this.store = store;
    this.changes = changes;
  }

  /** Notes the commit's label for the target. */
  void tell(String repository, String sha, RepositoryState state, int number, CommitState commit) {
    Target target = state.target(number);
    Label label = commit.label(number);
    notices.put(
        new Subject(repository, sha, number),
        new CommitLabel(
            target.service(),
            target.environment(),
            repository,
            sha,
            commit.isObserved(),
            label == null ? null : label.deployment(),
            label == null ? null : label.finishedAt()));
  }

  /** The same, if the commit is deployed to the target or asked for there. */
  void tellIfWanted(
      String repository, String sha, RepositoryState state, int number, CommitState commit) {
    boolean isWanted =
        (commit.has(CommitState.DEPLOYED) && store.firstDeployment(repository, sha, number) != null)
            || (commit.has(CommitState.ASKED) && changes.isAsked(repository, sha, number));
    if (isWanted) {
      tell(repository, sha, state, number, commit);
    }
  }

  void flush(GraphOutput output) {
    notices.values().forEach(output::label);
    notices.clear();
  }
}
