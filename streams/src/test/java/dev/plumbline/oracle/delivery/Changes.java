package dev.plumbline.oracle.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reverts and hotfixes that deployments to a target carry. */
final class Changes {

  private final Commits commits;
  private final PullRequests pullRequests;
  private final Deployments deployments;
  private final Containment containment;

  Changes(
      Commits commits,
      PullRequests pullRequests,
      Deployments deployments,
      Containment containment) {
    this.commits = commits;
    this.pullRequests = pullRequests;
    this.deployments = deployments;
    this.containment = containment;
  }

  /** All evidence among what was deployed to the target. */
  List<Evidence> of(Target target) {
    List<Evidence> evidence = new ArrayList<>();
    for (String repository : commits.repositories()) {
      for (Commit commit : commits.of(repository)) {
        Deployed carrier = containment.first(target, repository, commit.sha());
        if (carrier != null && commit.countsFor(target)) {
          addHotfix(commit, carrier, evidence);
          addReverts(commit, carrier, evidence);
        }
      }
    }
    return evidence;
  }

  private List<Opened> mergedAs(Commit commit) {
    return pullRequests.merged(commit.repository()).stream()
        .filter(one -> one.row().getMergeSha().equals(commit.sha()))
        .toList();
  }

  private void addHotfix(Commit commit, Deployed carrier, List<Evidence> evidence) {
    boolean isHotfix =
        commit.isHotfix() || mergedAs(commit).stream().anyMatch(one -> one.row().getHotfix());
    if (isHotfix) {
      Deployed before = null;
      for (Deployed one : deployments.successes(carrier.target())) {
        before = one.isBefore(carrier) ? one : before;
      }
      evidence.add(new Evidence("hotfix", commit.sha(), carrier, before));
    }
  }

  private void addReverts(Commit commit, Deployed carrier, List<Evidence> evidence) {
    List<Opened> merged = mergedAs(commit);
    boolean saysThat = commit.isRevert() || merged.stream().anyMatch(one -> one.row().getRevert());
    Set<String> reverted = new TreeSet<>();
    reverted.addAll(commit.reverts());
    merged.forEach(one -> reverted.addAll(one.revertsCommits()));
    reverted.removeIf(sha -> !sha.matches("[0-9a-f]{40}|[0-9a-f]{64}"));
    boolean saysWhat =
        !reverted.isEmpty()
            || merged.stream().anyMatch(one -> !one.revertsPullRequests().isEmpty());
    for (Opened reverting : merged) {
      for (Opened other : pullRequests.merged(commit.repository())) {
        if (reverting.revertsPullRequests().contains(other.number())) {
          reverted.add(other.row().getMergeSha());
        }
      }
    }
    for (String sha : reverted) {
      Deployed blamed = containment.first(carrier.target(), commit.repository(), sha);
      if (blamed != null && blamed.isBefore(carrier)) {
        evidence.add(new Evidence("revert", commit.sha(), carrier, blamed));
      }
    }
    if (saysThat && !saysWhat) {
      evidence.add(new Evidence("revert", commit.sha(), carrier, null));
    }
  }
}
