package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.DeploymentMark;
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
import java.util.Set;
import java.util.TreeSet;

/** What the commit graph must say of one repository, computed anew from everything it was told. */
final class NaiveGraph {

  private static final class Commit {
    final Set<String> origins = new HashSet<>();
    final Set<String> parents = new TreeSet<>();
    Long committedAt;
  }

  private final String repository;
  private final Map<String, Commit> commits = new HashMap<>();
  private final Set<DeploymentMark> marks = new HashSet<>();
  private final Set<Target> declared = new HashSet<>();

  NaiveGraph(String repository) {
    this.repository = repository;
  }

  void observe(ResolvedCommit observation) {
    String sha = observation.getSha();
    if (observation.getPresent()) {
      Commit commit = commits.computeIfAbsent(sha, absent -> new Commit());
      commit.origins.add(observation.getOrigin());
      if (observation.getParents() != null) {
        commit.parents.addAll(observation.getParents());
      }
      Long committedAt = observation.getCommittedAt();
      if (committedAt != null && (commit.committedAt == null || committedAt < commit.committedAt)) {
        commit.committedAt = committedAt;
      }
    } else if (commits.containsKey(sha)) {
      commits.get(sha).origins.remove(observation.getOrigin());
      commits.values().removeIf(commit -> commit.origins.isEmpty());
    }
  }

  void mark(DeploymentMark mark) {
    if (mark.getPresent()) {
      marks.add(mark);
    } else {
      marks.remove(DeploymentMark.newBuilder(mark).setPresent(true).build());
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
    return commits.containsKey(sha);
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
      commits.forEach(
          (sha, commit) ->
              rows.put(
                  new ChangeKey(repository, sha, target.service(), target.environment()),
                  row(commit, target, labels.get(sha))));
    }
    return rows;
  }

  private static Change row(Commit commit, Target target, Label label) {
    boolean isMerge = commit.parents.size() > 1;
    String reason = null;
    if (isMerge) {
      reason = "merge-commit";
    } else if (target.equals(Target.UNKNOWN)) {
      reason = "unknown-service";
    } else if (commit.committedAt == null) {
      reason = "commit-time-unknown";
    } else if (label == null) {
      reason = "not-deployed";
    } else if (label.finishedAt() < commit.committedAt) {
      reason = "negative-duration";
    }
    return new Change(
        isMerge,
        null,
        commit.committedAt == null ? null : Instant.ofEpochMilli(commit.committedAt),
        label == null ? null : label.deployment(),
        label == null ? null : Instant.ofEpochMilli(label.finishedAt()),
        reason,
        null);
  }

  /** By deployment: what every commit that it carries counts as, with how often. */
  Map<String, Integer> carried() {
    Map<String, Integer> carried = new HashMap<>();
    rows()
        .forEach(
            (key, row) -> {
              if (row.getDeployment() != null) {
                carried.merge(
                    String.join(
                        " ",
                        key.getService(),
                        key.getEnvironment(),
                        row.getDeployment(),
                        kindOf(row)),
                    1,
                    Integer::sum);
              }
            });
    return carried;
  }

  private static String kindOf(Change row) {
    if (row.getExcludedReason() != null) {
      return row.getExcludedReason();
    }
    long lead = row.getDeployedAt().toEpochMilli() - row.getCommittedAt().toEpochMilli();
    return String.valueOf(lead / 1_000);
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
    Commit commit = commits.get(sha);
    if (commit != null && labels.putIfAbsent(sha, label) == null) {
      commit.parents.forEach(parent -> label(parent, label, labels));
    }
  }

  private static Label labelOf(DeploymentMark mark) {
    return new Label(mark.getFinishedAt(), mark.getDeployment());
  }

  private static Target targetOf(DeploymentMark mark) {
    return new Target(mark.getService(), mark.getEnvironment());
  }
}
