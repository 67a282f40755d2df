package dev.plumbline.streams.delivery;

import dev.plumbline.fact.Change;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.Incident;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.oracle.delivery.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** How often each class and reason came up among the rows of many histories. */
final class Coverage {

  private static final List<String> TO_MEET =
      List.of(
          "change merge-commit",
          "change unknown-service",
          "change commit-time-unknown",
          "change not-deployed",
          "change negative-duration",
          "change counted",
          "deployment unknown-service",
          "deployment finish-unknown",
          "deployment no-matching-commit",
          "failure failed-status",
          "failure rollback",
          "failure revert",
          "failure hotfix",
          "failure linked-incident",
          "failure time-window",
          "rework rollback",
          "rework hotfix",
          "rework revert",
          "rework incident-response",
          "recovery open",
          "recovery by deployment",
          "recovery by incident",
          "incident unknown-service",
          "incident start-unknown",
          "incident no-deployment",
          "incident by deployment",
          "incident by commit",
          "incident by version",
          "incident by window",
          "change-lead-time counted",
          "change-lead-time merge-commit",
          "change-lead-time commit-time-unknown",
          "change-lead-time first-deployment",
          "change-lead-time negative-duration",
          "change-lead-time-pull-request counted",
          "change-lead-time-pull-request bot",
          "change-lead-time-pull-request first-commit-unknown",
          "change-lead-time-pull-request merge-time-unknown",
          "change-lead-time-pull-request first-deployment",
          "change-lead-time-pull-request negative-duration",
          "change-lead-time-merge counted",
          "change-lead-time-merge merge-time-unknown",
          "change-lead-time-merge first-deployment",
          "change-lead-time-merge negative-duration",
          "change-lead-time-coding counted",
          "change-lead-time-coding bot",
          "change-lead-time-coding first-commit-unknown",
          "change-lead-time-coding first-deployment",
          "change-lead-time-coding negative-duration",
          "change-lead-time-pickup counted",
          "change-lead-time-pickup bot",
          "change-lead-time-pickup no-review",
          "change-lead-time-pickup first-deployment",
          "change-lead-time-pickup negative-duration",
          "change-lead-time-review counted",
          "change-lead-time-review bot",
          "change-lead-time-review no-review",
          "change-lead-time-review first-deployment",
          "failed-deployment-recovery-time counted",
          "failed-deployment-recovery-time open",
          "failed-deployment-recovery-time negative-duration",
          "scope team",
          "several contributors",
          "several classes of failure",
          "several classes of rework");

  private final Map<String, Long> counts = new TreeMap<>();
  private long histories;
  private long events;

  void add(List<Message> messages, Map<SpecificRecord, SpecificRecord> rows) {
    histories++;
    events += messages.size();
    rows.forEach(this::count);
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private void count(SpecificRecord key, SpecificRecord row) {
    if (row instanceof Change change) {
      String reason = change.getExcludedReason();
      count("change " + (reason == null ? "counted" : reason));
    } else if (row instanceof Deployment deployment) {
      count(deployment);
    } else if (row instanceof Incident incident) {
      String reason = incident.getReason();
      count("incident " + (reason == null ? "by " + incident.getCauseFoundBy() : reason));
    } else if (row instanceof MetricValue value) {
      count((MetricKey) key, value);
    }
  }

  private void count(Deployment deployment) {
    if (deployment.getReason() != null) {
      count("deployment " + deployment.getReason());
    }
    deployment.getFailures().forEach(each -> count("failure " + each));
    deployment.getRework().forEach(each -> count("rework " + each));
    if (deployment.getFailures().size() > 1) {
      count("several classes of failure");
    }
    if (deployment.getRework().size() > 1) {
      count("several classes of rework");
    }
    if (deployment.getFailedAt() != null) {
      boolean isOpen = deployment.getRecoveredAt() == null;
      String by = deployment.getRecoveredBy() == null ? "by incident" : "by deployment";
      count("recovery " + (isOpen ? "open" : by));
    }
  }

  private void count(MetricKey key, MetricValue value) {
    count("scope " + key.getScopeKind());
    if (value.getN() > 0) {
      count(key.getMetric() + " counted");
    }
    value.getExcluded().keySet().forEach(reason -> count(key.getMetric() + " " + reason));
    if (value.getContributors() != null && value.getContributors() > 1) {
      count("several contributors");
    }
  }

  /** What should have come up and did not. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(TO_MEET);
    missing.removeAll(counts.keySet());
    return missing;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(histories).append(" histories of ").append(events / Math.max(1, histories));
    text.append(" events on average; rows:");
    counts.forEach((what, count) -> text.append("\n  ").append(what).append(' ').append(count));
    return text.toString();
  }
}
