package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.EvidenceKind;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.streams.delivery.graph.Blame.Said;
import dev.plumbline.streams.delivery.graph.Blame.Subject;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What reverts and hotfixes say about deployments. Changes are noted during a call and looked at
 * once at its end, for a label often moves more than once.
 */
final class Evidence {

  private record Noted(String repository, String sha) {}

  private final GraphStore store;
  private final ChangeStore changes;
  private final Set<Noted> noted = new LinkedHashSet<>();

  Evidence(GraphStore store, ChangeStore changes) {
    this.store = store;
    this.changes = changes;
  }

  /** Notes that what the change is, or when it was deployed, may be new. */
  void note(String repository, String sha) {
    noted.add(new Noted(repository, sha));
  }

  /** Sends what is new of all that was noted. */
  void flush(GraphOutput output) {
    noted.forEach(change -> compute(change.repository(), change.sha(), output));
    noted.clear();
  }

  private void compute(String repository, String sha, GraphOutput output) {
    CommitState known = store.commit(repository, sha);
    CommitState commit = known == null ? CommitState.placeholder() : known;
    Meaning meaning = meaning(repository, sha, commit);
    Blame before = changes.blame(repository, sha);
    Blame after = new Blame(meaning.reverted(), evidence(repository, commit, meaning));
    if (after.equals(before)) {
      return;
    }
    index(repository, sha, before.reverted(), after.reverted());
    changes.put(repository, sha, after);
    send(repository, sha, before, after, output);
  }

  /** What a change is, by its own word and by that of the pull requests that brought it. */
  private record Meaning(
      Set<String> reverted, boolean isHotfix, boolean isRevert, boolean namesWhatItReverts) {}

  private Meaning meaning(String repository, String sha, CommitState commit) {
    Set<String> reverted = new TreeSet<>(commit.reverts());
    boolean isHotfix = commit.isHotfix();
    boolean isRevert = commit.isRevert();
    boolean namesPullRequests = false;
    if (commit.has(CommitState.MERGED)) {
      for (MergedPullRequest merged : changes.pullRequestsOf(repository, sha)) {
        isHotfix |= merged.getIsHotfix();
        isRevert |= merged.getIsRevert();
        namesPullRequests |= !merged.getRevertsPullRequests().isEmpty();
        reverted.addAll(merged.getRevertsCommits());
        for (String pullRequest : merged.getRevertsPullRequests()) {
          String mergeSha = changes.mergeSha(repository, pullRequest);
          if (mergeSha != null) {
            reverted.add(mergeSha);
          }
        }
      }
    }
    return new Meaning(reverted, isHotfix, isRevert, namesPullRequests || !reverted.isEmpty());
  }

  private Map<Subject, Said> evidence(String repository, CommitState commit, Meaning meaning) {
    Map<Subject, Said> evidence = new TreeMap<>();
    if (commit.labels().isEmpty()) {
      return evidence;
    }
    RepositoryState state = store.repository(repository);
    commit
        .labels()
        .forEach(
            (target, label) -> {
              if (commit.touches(state.target(target))) {
                addTo(evidence, target, label.deployment(), meaning);
              }
            });
    for (String against : meaning.reverted()) {
      CommitState reverted = store.commit(repository, against);
      if (reverted != null) {
        addBlame(evidence, commit, state, against, reverted);
      }
    }
    return evidence;
  }

  private static void addTo(
      Map<Subject, Said> evidence, int target, String deployment, Meaning meaning) {
    if (meaning.isHotfix()) {
      evidence.put(new Subject(target, EvidenceKind.HOTFIX, ""), new Said(deployment, null));
    }
    if (meaning.isRevert() && !meaning.namesWhatItReverts()) {
      evidence.put(new Subject(target, EvidenceKind.REVERT, ""), new Said(deployment, null));
    }
  }

  private static void addBlame(
      Map<Subject, Said> evidence,
      CommitState commit,
      RepositoryState state,
      String against,
      CommitState reverted) {
    commit
        .labels()
        .forEach(
            (target, label) -> {
              Label blamed = reverted.label(target);
              if (blamed != null
                  && blamed.isEarlierThan(label)
                  && commit.touches(state.target(target))) {
                evidence.put(
                    new Subject(target, EvidenceKind.REVERT, against),
                    new Said(label.deployment(), blamed.deployment()));
              }
            });
  }

  /** Keeps it possible to find the change from what it reverts. */
  private void index(String repository, String sha, Set<String> before, Set<String> after) {
    for (String reverted : before) {
      if (!after.contains(reverted)) {
        changes.deleteReverter(repository, reverted, sha);
      }
    }
    for (String reverted : after) {
      if (!before.contains(reverted)) {
        changes.putReverter(repository, reverted, sha);
        store.note(repository, reverted, CommitState.REVERTED);
      }
    }
  }

  private void send(String repository, String sha, Blame before, Blame after, GraphOutput output) {
    RepositoryState state = store.repository(repository);
    before
        .evidence()
        .forEach(
            (subject, said) -> {
              if (!after.evidence().containsKey(subject)) {
                output.evidence(record(state, repository, sha, subject, null));
              }
            });
    after
        .evidence()
        .forEach(
            (subject, said) -> {
              if (!Objects.equals(said, before.evidence().get(subject))) {
                output.evidence(record(state, repository, sha, subject, said));
              }
            });
  }

  private static ChangeEvidence record(
      RepositoryState state, String repository, String sha, Subject subject, @Nullable Said said) {
    Target target = state.target(subject.target());
    return new ChangeEvidence(
        target.service(),
        target.environment(),
        repository,
        subject.kind(),
        sha,
        subject.against(),
        said != null,
        said == null ? "" : said.deployment(),
        said == null ? null : said.blamed());
  }

  /** Notes the changes that revert the commit. */
  void noteReverters(String repository, String sha) {
    List<String> reverters = changes.reverters(repository, sha);
    reverters.forEach(reverter -> note(repository, reverter));
  }
}
