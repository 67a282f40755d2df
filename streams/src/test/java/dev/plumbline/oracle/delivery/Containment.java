package dev.plumbline.oracle.delivery;

import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The first successful deployment that contains each commit. */
final class Containment {

  private record Place(Target target, String repository, String sha) {}

  private final Names names;
  private final Commits commits;
  private final Deployments deployments;
  private final Map<Place, Deployed> first = new HashMap<>();

  Containment(Names names, Commits commits, Deployments deployments) {
    this.names = names;
    this.commits = commits;
    this.deployments = deployments;
    for (Target target : deployments.targets()) {
      if (target.isKnown()) {
        deployments.successes(target).forEach(this::addAllThat);
      }
    }
  }

  /** Marks the ancestors of its commit that no earlier deployment contains. */
  private void addAllThat(Deployed contains) {
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    if (contains.sha() != null) {
      open.add(contains.sha());
    }
    while (!open.isEmpty()) {
      String sha = open.pop();
      Commit commit = commits.commit(contains.repository(), sha);
      if (commit != null && seen.add(sha)) {
        first.putIfAbsent(new Place(contains.target(), contains.repository(), sha), contains);
        open.addAll(commit.parents());
      }
    }
  }

  /** The first deployment to the target that contains the commit, null when none does. */
  Deployed first(Target target, String repository, String sha) {
    return first.get(new Place(target, repository, sha));
  }

  /** Where a repository's commits can be deployed to: what is declared, and what was deployed. */
  Set<Target> targets(String repository) {
    Set<Target> targets = new HashSet<>();
    Repository record = names.record(repository);
    if (record != null) {
      for (RepositoryService one : record.getServices()) {
        targets.add(new Target(one.getService(), one.getEnvironment()));
      }
    }
    for (Deployed one : deployments.all()) {
      if (one.isSuccess()
          && one.target().isKnown()
          && one.sha() != null
          && repository.equals(one.repository())) {
        targets.add(one.target());
      }
    }
    return targets;
  }
}
