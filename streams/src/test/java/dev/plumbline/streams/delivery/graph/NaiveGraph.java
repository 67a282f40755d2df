package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.EvidenceKind;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What the commit graph must say of one repository, computed anew from everything it was told. */
final class NaiveGraph {

  /** What the origins that speak of a commit say of it now. */
  private record Commit(List<ResolvedCommit> words) {

    Set<String> parents() {
      Set<String> parents = new TreeSet<>();
      words.stream()
          .filter(w -> w.getParents() != null)
          .forEach(w -> parents.addAll(w.getParents()));
      return parents;
    }

    Long least(Function<ResolvedCommit, Long> clock) {
      return words.stream().map(clock).filter(Objects::nonNull).min(Long::compare).orElse(null);
    }

    Long committedAt() {
      return least(ResolvedCommit::getCommittedAt);
    }

    boolean countsFor(Target target) {
      Set<String> services = new HashSet<>();
      words.stream()
          .filter(w -> w.getServices() != null)
          .forEach(w -> services.addAll(w.getServices()));
      return services.isEmpty()
          || services.contains(target.service())
          || target.equals(Target.UNKNOWN);
    }
  }

  private final String repository;
  private final Map<String, Map<String, ResolvedCommit>> observed = new HashMap<>();
  private final Set<DeploymentMark> marks = new HashSet<>();
  private final Set<Target> declared = new HashSet<>();
  private final Map<String, MergedPullRequest> merged = new TreeMap<>();
  private final Set<CommitQuestion> questions = new HashSet<>();

  NaiveGraph(String repository) {
    this.repository = repository;
  }

  void observe(ResolvedCommit observation) {
    Map<String, ResolvedCommit> words =
        observed.computeIfAbsent(observation.getSha(), absent -> new TreeMap<>());
    if (observation.getPresent()) {
      words.put(observation.getOrigin(), observation);
    } else {
      words.remove(observation.getOrigin());
    }
    observed.values().removeIf(Map::isEmpty);
  }

  void mark(DeploymentMark mark) {
    if (mark.getPresent()) {
      marks.add(mark);
    } else {
      marks.remove(DeploymentMark.newBuilder(mark).setPresent(true).build());
    }
  }

  void merge(MergedPullRequest pullRequest) {
    if (pullRequest.getPresent()) {
      merged.put(pullRequest.getPullRequest(), pullRequest);
    } else {
      merged.remove(pullRequest.getPullRequest());
    }
  }

  void ask(CommitQuestion question) {
    CommitQuestion asked = CommitQuestion.newBuilder(question).setPresent(true).build();
    if (question.getPresent()) {
      questions.add(asked);
    } else {
      questions.remove(asked);
    }
  }

  void declare(Repository record) {
    declared.clear();
    if (record != null) {
      record
          .getServices()
          .forEach(
              service -> declared.add(new Target(service.getService(), service.getEnvironment())));
    }
  }

  List<DeploymentMark> marks() {
    return List.copyOf(marks);
  }

  boolean isObserved(String sha) {
    return observed.containsKey(sha);
  }

  private Commit commit(String sha) {
    return new Commit(List.copyOf(observed.get(sha).values()));
  }

  Map<ChangeKey, Change> rows() {
    Set<Target> targets = new HashSet<>(declared);
    marks.forEach(mark -> targets.add(targetOf(mark)));
    if (targets.isEmpty()) {
      targets.add(Target.UNKNOWN);
    }
    Map<ChangeKey, Change> rows = new HashMap<>();
    for (Target target : targets) {
      Map<String, Label> labels = labels(target);
      for (String sha : observed.keySet()) {
        if (commit(sha).countsFor(target)) {
          rows.put(
              new ChangeKey(repository, sha, target.service(), target.environment()),
              row(commit(sha), target, labels.get(sha)));
        }
      }
    }
    return rows;
  }

  private static Change row(Commit commit, Target target, Label label) {
    boolean isMerge = commit.parents().size() > 1;
    Long committedAt = commit.committedAt();
    String reason = null;
    if (isMerge) {
      reason = "merge-commit";
    } else if (target.equals(Target.UNKNOWN)) {
      reason = "unknown-service";
    } else if (committedAt == null) {
      reason = "commit-time-unknown";
    } else if (label == null) {
      reason = "not-deployed";
    } else if (label.finishedAt() < committedAt) {
      reason = "negative-duration";
    }
    return new Change(
        isMerge,
        null,
        instant(committedAt),
        label == null ? null : label.deployment(),
        label == null ? null : Instant.ofEpochMilli(label.finishedAt()),
        reason,
        instant(commit.least(ResolvedCommit::getFirstMergedCommitAt)));
  }

  private static Instant instant(Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }

  /** By deployment and measure: what every change that it carries counts as, with how often. */
  Map<String, Integer> carried() {
    Map<String, Integer> carried = new HashMap<>();
    rows()
        .forEach(
            (key, row) -> {
              if (row.getDeployment() != null) {
                String cell =
                    String.join(" ", key.getService(), key.getEnvironment(), row.getDeployment());
                carried.merge(cell + " commit " + kindOf(row), 1, Integer::sum);
                for (MergedPullRequest one : merged.values()) {
                  if (one.getMergeSha().equals(key.getSha())) {
                    kindsOf(one, commit(key.getSha()), row.getDeployedAt().toEpochMilli())
                        .forEach(
                            (measure, kind) ->
                                carried.merge(cell + " " + measure + " " + kind, 1, Integer::sum));
                  }
                }
              }
            });
    return carried;
  }

  private static String kindOf(Change row) {
    if (row.getExcludedReason() != null) {
      return row.getExcludedReason();
    }
    return seconds(row.getCommittedAt().toEpochMilli(), row.getDeployedAt().toEpochMilli());
  }

  private static String seconds(long from, long to) {
    return to < from ? "negative-duration" : String.valueOf((to - from) / 1_000);
  }

  private static Map<String, String> kindsOf(
      MergedPullRequest one, Commit commit, long deployedAt) {
    Map<String, String> kinds = new HashMap<>();
    Long mergedAt = one.getMergedAt();
    kinds.put("merge", mergedAt == null ? "merge-time-unknown" : seconds(mergedAt, deployedAt));
    if (one.getIsBot()) {
      List.of("pull-request", "coding", "pickup", "review").forEach(m -> kinds.put(m, "bot"));
      return kinds;
    }
    Long first =
        one.getFirstCommitAt() != null
            ? one.getFirstCommitAt()
            : commit.least(ResolvedCommit::getFirstMergedCommitAt);
    if (first == null) {
      kinds.put("pull-request", "first-commit-unknown");
      kinds.put("coding", "first-commit-unknown");
    } else {
      kinds.put(
          "pull-request", mergedAt == null ? "merge-time-unknown" : seconds(first, deployedAt));
      Long opened = one.getOpenedAt();
      kinds.put("coding", opened == null ? "opened-unknown" : seconds(first, opened));
    }
    Long review = one.getFirstReviewAt();
    if (review == null || (mergedAt != null && mergedAt < review)) {
      kinds.put("pickup", "no-review");
      kinds.put("review", "no-review");
    } else {
      Long ready = one.getReadyAt();
      kinds.put("pickup", ready == null ? "ready-unknown" : seconds(ready, review));
      kinds.put("review", mergedAt == null ? "merge-time-unknown" : seconds(review, mergedAt));
    }
    if (one.getAuthor() != null) {
      for (String measure : List.of("pull-request", "coding", "pickup", "review")) {
        if (Character.isDigit(kinds.get(measure).charAt(0))) {
          kinds.put(measure + "-people", String.valueOf(Measures.hash(one.getAuthor())));
        }
      }
    }
    return kinds;
  }

  /** The answers about commits that are deployed or asked for. */
  Map<List<String>, CommitLabel> labels() {
    Map<List<String>, CommitLabel> answers = new HashMap<>();
    marks.forEach(mark -> answer(targetOf(mark), mark.getSha(), answers));
    questions.forEach(
        question ->
            answer(
                new Target(question.getService(), question.getEnvironment()),
                question.getSha(),
                answers));
    return answers;
  }

  private void answer(Target target, String sha, Map<List<String>, CommitLabel> answers) {
    Label label = labels(target).get(sha);
    answers.put(
        List.of(target.service(), target.environment(), sha),
        new CommitLabel(
            target.service(),
            target.environment(),
            repository,
            sha,
            isObserved(sha),
            label == null ? null : label.deployment(),
            label == null ? null : label.finishedAt()));
  }

  /** What reverts and hotfixes that are carried say about deployments. */
  Map<List<Object>, ChangeEvidence> evidence() {
    Map<List<Object>, ChangeEvidence> evidence = new HashMap<>();
    Set<Target> targets = new HashSet<>();
    marks.forEach(mark -> targets.add(targetOf(mark)));
    for (Target target : targets) {
      Map<String, Label> labels = labels(target);
      for (String sha : labels.keySet()) {
        if (commit(sha).countsFor(target)) {
          addEvidence(target, sha, labels, evidence);
        }
      }
    }
    return evidence;
  }

  private void addEvidence(
      Target target,
      String sha,
      Map<String, Label> labels,
      Map<List<Object>, ChangeEvidence> evidence) {
    List<ResolvedCommit> words = commit(sha).words();
    List<MergedPullRequest> brought =
        merged.values().stream().filter(one -> one.getMergeSha().equals(sha)).toList();
    if (words.stream().anyMatch(ResolvedCommit::getIsHotfix)
        || brought.stream().anyMatch(MergedPullRequest::getIsHotfix)) {
      add(target, EvidenceKind.HOTFIX, sha, "", labels.get(sha), null, evidence);
    }
    boolean namesAnything = false;
    Set<String> reverted = new HashSet<>();
    for (ResolvedCommit word : words) {
      reverted.addAll(word.getReverts());
    }
    for (MergedPullRequest one : brought) {
      reverted.addAll(one.getRevertsCommits());
      for (String id : one.getRevertsPullRequests()) {
        namesAnything = true;
        if (merged.containsKey(id)) {
          reverted.add(merged.get(id).getMergeSha());
        }
      }
    }
    boolean isRevert =
        words.stream().anyMatch(ResolvedCommit::getIsRevert)
            || brought.stream().anyMatch(MergedPullRequest::getIsRevert);
    if (isRevert && !namesAnything && reverted.isEmpty()) {
      add(target, EvidenceKind.REVERT, sha, "", labels.get(sha), null, evidence);
    }
    for (String against : reverted) {
      Label blamed = labels.get(against);
      if (blamed != null && blamed.compareTo(labels.get(sha)) < 0) {
        add(target, EvidenceKind.REVERT, sha, against, labels.get(sha), blamed, evidence);
      }
    }
  }

  private void add(
      Target target,
      EvidenceKind kind,
      String sha,
      String against,
      Label label,
      Label blamed,
      Map<List<Object>, ChangeEvidence> evidence) {
    evidence.put(
        List.of(target.service(), target.environment(), kind, sha, against),
        new ChangeEvidence(
            target.service(),
            target.environment(),
            repository,
            kind,
            sha,
            against,
            true,
            label.deployment(),
            blamed == null ? null : blamed.deployment()));
  }

  /** Walks from every deployment, earliest first, to all ancestors that are known. */
  private Map<String, Label> labels(Target target) {
    Map<String, Label> labels = new HashMap<>();
    List<DeploymentMark> inOrder = new ArrayList<>(marks);
    inOrder.removeIf(mark -> !targetOf(mark).equals(target));
    inOrder.sort((left, right) -> labelOf(left).compareTo(labelOf(right)));
    inOrder.forEach(mark -> label(mark.getSha(), labelOf(mark), labels));
    return labels;
  }

  private void label(String sha, Label label, Map<String, Label> labels) {
    if (isObserved(sha) && labels.putIfAbsent(sha, label) == null) {
      commit(sha).parents().forEach(parent -> label(parent, label, labels));
    }
  }

  private static Label labelOf(DeploymentMark mark) {
    return new Label(mark.getFinishedAt(), mark.getDeployment());
  }

  private static Target targetOf(DeploymentMark mark) {
    return new Target(mark.getService(), mark.getEnvironment());
  }
}
