package dev.plumbline.oracle.delivery;

import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.Account;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.fact.PullRequestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** All rows of the delivery family for a set of events, in whatever order they came. */
public final class DeliveryOracle {

  private final Events events;
  private final Names names;
  private final Rules rules;
  private final Commits commits;
  private final Deployments deployments;
  private final PullRequests pullRequests;
  private final Containment containment;
  private final List<Incident> incidents;
  private final Map<Incident, Cause> causes = new HashMap<>();
  private final Map<Deployed, Verdict> verdicts = new HashMap<>();
  private final Map<SpecificRecord, SpecificRecord> rows = new HashMap<>();

  /**
   * Computes everything.
   *
   * @param messages in the order of each key where only the last one stands, otherwise in any
   */
  public DeliveryOracle(Collection<Message> messages) {
    events = new Events(messages);
    names = new Names(events);
    rules = new Rules(events.settings());
    commits = new Commits(events, names);
    deployments = new Deployments(events, names, rules);
    pullRequests = new PullRequests(events, names);
    containment = new Containment(names, commits, deployments);
    incidents = new Incidents(events, rules).all();
    judge();
    commits.repositories().forEach(this::addChanges);
    deployments.all().forEach(this::addDeployment);
    incidents.forEach(this::addIncident);
    addPullRequestsAndAccounts();
    rows.putAll(new Metrics(carried(), commits, events.services(), rules).metrics());
  }

  /** Every row by its key. */
  public Map<SpecificRecord, SpecificRecord> rows() {
    return rows;
  }

  private void judge() {
    for (Incident incident : incidents) {
      causes.put(incident, Cause.of(incident, deployments, containment, rules));
    }
    Changes changes = new Changes(commits, pullRequests, deployments, containment);
    for (Target target : deployments.targets()) {
      if (target.isKnown()) {
        List<Cause> here =
            causes.values().stream()
                .filter(Objects::nonNull)
                .filter(one -> one.deployment().target().equals(target))
                .toList();
        verdicts.putAll(
            new Verdicts(deployments.finished(target), changes.of(target), here, containment)
                .verdicts());
      }
    }
  }

  private void addChanges(String repository) {
    Set<Target> targets = containment.targets(repository);
    for (Commit commit : commits.of(repository)) {
      for (Target target : targets.isEmpty() ? Set.of(new Target("", "")) : targets) {
        if (commit.countsFor(target)) {
          rows.put(
              new ChangeKey(repository, commit.sha(), target.service(), target.environment()),
              change(commit, target));
        }
      }
    }
  }

  private Change change(Commit commit, Target target) {
    Deployed first = containment.first(target, commit.repository(), commit.sha());
    String reason = null;
    if (commit.isMerge()) {
      reason = "merge-commit";
    } else if (!target.isKnown()) {
      reason = "unknown-service";
    } else if (commit.committedAt() == null) {
      reason = "commit-time-unknown";
    } else if (first == null) {
      reason = "not-deployed";
    } else if (first.finishedAt().isBefore(commit.committedAt())) {
      reason = "negative-duration";
    }
    return new Change(
        commit.isMerge(),
        commit.authoredAt(),
        commit.committedAt(),
        first == null ? null : first.id(),
        first == null ? null : first.finishedAt(),
        reason,
        commit.firstMergedCommitAt());
  }

  private boolean isFirst(Deployed one) {
    return one.target().isKnown()
        && one.isSuccess()
        && deployments.successes(one.target()).get(0).equals(one);
  }

  private void addDeployment(Deployed one) {
    Verdict verdict = verdicts.getOrDefault(one, Verdict.NONE);
    Deployment row = new Deployment();
    row.setRepository(one.repository());
    row.setSha(one.sha());
    row.setStatus(one.status());
    row.setStartedAt(one.startedAt());
    row.setFinishedAt(one.finishedAt());
    row.setIsFirst(isFirst(one));
    row.setReason(reason(one));
    row.setSource(one.origin());
    row.setEnvironmentType(rules.typeOf(one.target().environment()));
    row.setRelease(one.release());
    row.setFailures(verdict.failuresInOrder());
    row.setRework(verdict.reworkInOrder());
    row.setFailedAt(verdict.failedAt);
    row.setRecoveredAt(verdict.recoveredAt);
    row.setRecoveredBy(verdict.recoveredBy);
    row.setIncidents(List.copyOf(verdict.incidents));
    row.setChanges(List.copyOf(verdict.changes));
    row.setRolledBackTo(verdict.rolledBackTo);
    rows.put(new DeploymentKey(one.target().service(), one.target().environment(), one.id()), row);
  }

  private String reason(Deployed one) {
    if (!one.target().isKnown()) {
      return "unknown-service";
    }
    if (!one.hasSucceeded()) {
      return null;
    }
    if (one.finishedAt() == null) {
      return "finish-unknown";
    }
    return commits.commit(one.repository(), one.sha()) == null ? "no-matching-commit" : null;
  }

  private void addIncident(Incident incident) {
    Cause cause = causes.get(incident);
    String reason = cause == null ? "no-deployment" : null;
    if (!isKnown(incident.service())) {
      reason = "unknown-service";
    } else if (incident.startedAt() == null) {
      reason = "start-unknown";
    }
    rows.put(
        new IncidentFactKey(incident.service(), incident.source(), incident.id()),
        new dev.plumbline.fact.Incident(
            incident.name(),
            incident.environment(),
            incident.state(),
            incident.startedAt(),
            incident.resolvedAt(),
            incident.severity(),
            cause == null ? null : cause.deployment().target().environment(),
            cause == null ? null : cause.deployment().id(),
            cause == null ? null : cause.foundBy(),
            reason));
  }

  /** Whether anybody but an incident speaks of the service. */
  private boolean isKnown(String service) {
    return !service.isEmpty()
        && (events.services().stream().anyMatch(one -> one.getService().equals(service))
            || deployments.all().stream().anyMatch(one -> one.target().service().equals(service)));
  }

  private void addPullRequestsAndAccounts() {
    Map<PersonKey, List<Opened>> byAccount = new HashMap<>();
    for (Opened one : pullRequests.all()) {
      rows.put(new PullRequestKey(one.repository(), one.number()), one.row());
      if (one.account() != null) {
        byAccount.computeIfAbsent(one.account(), any -> new ArrayList<>()).add(one);
      }
    }
    byAccount.forEach(
        (account, all) ->
            rows.put(account, new Account(kind(all), (long) all.size(), events.knows(account))));
  }

  private static String kind(List<Opened> all) {
    Set<String> kinds = new HashSet<>();
    all.forEach(one -> kinds.add(one.row().getAuthorKind()));
    return kinds.contains("BOT") ? "BOT" : kinds.contains("HUMAN") ? "HUMAN" : "UNKNOWN";
  }

  private List<Carried> carried() {
    List<Carried> carried = new ArrayList<>();
    for (Deployed one : deployments.all()) {
      if (one.isFinished() && one.target().isKnown()) {
        carried.add(carried(one));
      }
    }
    return carried;
  }

  private Carried carried(Deployed deployment) {
    List<Commit> changes = new ArrayList<>();
    List<Opened> merges = new ArrayList<>();
    String repository = deployment.repository();
    for (Commit commit : commits.of(repository)) {
      Deployed first = containment.first(deployment.target(), repository, commit.sha());
      if (deployment.equals(first) && commit.countsFor(deployment.target())) {
        changes.add(commit);
        pullRequests.merged(repository).stream()
            .filter(one -> one.row().getMergeSha().equals(commit.sha()))
            .forEach(merges::add);
      }
    }
    return new Carried(deployment, isFirst(deployment), verdicts.get(deployment), changes, merges);
  }
}
