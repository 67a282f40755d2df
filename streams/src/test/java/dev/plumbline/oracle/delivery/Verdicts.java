package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which deployments to a target failed, which were not planned, and when each failure was over. */
final class Verdicts {

  /** A deployment that went back, what it went back to, and the one that failed thereby. */
  private record Rollback(Deployed deployment, Deployed to, Deployed failed) {}

  private final Containment containment;
  private final List<Deployed> finished;
  private final List<Deployed> successes;
  private final List<Evidence> evidence;
  private final List<Cause> causes;
  private final List<Rollback> rollbacks;
  private final Map<Deployed, Verdict> verdicts = new HashMap<>();

  /**
   * @param causes incidents that deployments to this target caused
   */
  Verdicts(
      List<Deployed> finished,
      List<Evidence> evidence,
      List<Cause> causes,
      Containment containment) {
    this.finished = finished;
    this.successes = finished.stream().filter(Deployed::isSuccess).toList();
    this.evidence = evidence;
    this.causes = causes;
    this.containment = containment;
    this.rollbacks = rollbacks();
    finished.forEach(one -> verdicts.put(one, new Verdict()));
    fail();
    finished.forEach(this::recover);
    rework();
  }

  Map<Deployed, Verdict> verdicts() {
    return verdicts;
  }

  private Deployed label(Deployed deployment) {
    return containment.first(deployment.target(), deployment.repository(), deployment.sha());
  }

  private List<Rollback> rollbacks() {
    List<Rollback> rollbacks = new ArrayList<>();
    for (Deployed one : successes) {
      Deployed to = label(one);
      List<Deployed> back =
          successes.stream()
              .filter(other -> other.isBefore(one))
              .filter(other -> Objects.equals(other.repository(), one.repository()))
              .filter(other -> label(other) != null)
              .sorted(Deployed.ORDER.reversed())
              .toList();
      Deployed failed = null;
      for (Deployed other : back) {
        if (to == null || !to.isBefore(label(other))) {
          break;
        }
        failed = other;
      }
      if (failed != null) {
        rollbacks.add(new Rollback(one, to, failed));
      }
    }
    return rollbacks;
  }

  private void fail() {
    for (Deployed one : finished) {
      if (!one.hasSucceeded()) {
        verdicts.get(one).failures.add("failed-status");
      }
    }
    rollbacks.forEach(one -> verdicts.get(one.failed()).failures.add("rollback"));
    for (Evidence one : evidence) {
      if (one.blamed() != null) {
        verdicts.get(one.blamed()).failures.add(one.kind());
        verdicts.get(one.blamed()).changes.add(one.name());
      }
    }
    for (Cause one : causes) {
      Verdict verdict = verdicts.get(one.deployment());
      verdict.failures.add(one.foundBy().equals("window") ? "time-window" : "linked-incident");
      verdict.incidents.add(one.incident().fullName());
    }
  }

  private void recover(Deployed failed) {
    Verdict verdict = verdicts.get(failed);
    if (!verdict.isFailure()) {
      return;
    }
    List<Incident> incidents =
        causes.stream()
            .filter(one -> one.deployment().equals(failed))
            .map(Cause::incident)
            .toList();
    if (incidents.isEmpty()) {
      verdict.failedAt = failed.finishedAt();
      Deployed removing = removing(failed);
      verdict.recoveredAt = removing == null ? null : removing.finishedAt();
      verdict.recoveredBy = removing == null ? null : removing.id();
    } else {
      verdict.failedAt =
          incidents.stream().map(Incident::startedAt).min(Instant::compareTo).orElseThrow();
      boolean isOpen = incidents.stream().anyMatch(one -> one.resolvedAt() == null);
      verdict.recoveredAt =
          isOpen
              ? null
              : incidents.stream().map(Incident::resolvedAt).max(Instant::compareTo).orElseThrow();
    }
  }

  /** The first that rolled it back or carried what undoes it, else the next that is good. */
  private Deployed removing(Deployed failed) {
    List<Deployed> undoing = new ArrayList<>();
    for (Rollback one : rollbacks) {
      if (one.failed().equals(failed)) {
        undoing.add(one.deployment());
      }
    }
    for (Evidence one : evidence) {
      if (failed.equals(one.blamed())) {
        undoing.add(one.carrier());
      }
    }
    return undoing.stream()
        .min(Deployed.ORDER)
        .orElseGet(
            () ->
                successes.stream()
                    .filter(failed::isBefore)
                    .filter(one -> !verdicts.get(one).isFailure())
                    .findFirst()
                    .orElse(null));
  }

  private void rework() {
    for (Rollback one : rollbacks) {
      verdicts.get(one.deployment()).rework.add("rollback");
      verdicts.get(one.deployment()).rolledBackTo = one.to().id();
    }
    for (Evidence one : evidence) {
      if (!one.carrier().equals(successes.get(0))) {
        verdicts.get(one.carrier()).rework.add(one.kind());
        verdicts.get(one.carrier()).changes.add(one.name());
      }
    }
    for (Cause one : causes) {
      Instant start = one.incident().startedAt();
      Instant resolved = one.incident().resolvedAt();
      successes.stream()
          .filter(answer -> resolved != null && one.deployment().isBefore(answer))
          .filter(answer -> answer.finishedAt().isAfter(start))
          .filter(answer -> !answer.finishedAt().isAfter(resolved))
          .max(Deployed.ORDER)
          .ifPresent(answer -> verdicts.get(answer).rework.add("incident-response"));
    }
  }
}
