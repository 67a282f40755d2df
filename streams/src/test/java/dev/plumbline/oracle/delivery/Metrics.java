package dev.plumbline.oracle.delivery;

import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All metrics of services, teams and the organisation. */
final class Metrics {

  private final Commits commits;
  private final Map<MetricKey, MetricValue> metrics = new HashMap<>();

  /**
   * @param carried all finished deployments of known services
   */
  Metrics(List<Carried> carried, Commits commits, List<Service> services, Rules rules) {
    this.commits = commits;
    Map<Cell, List<Carried>> cells = new HashMap<>();
    for (Carried one : carried) {
      for (Cell cell : Cell.of(one.deployment(), services, rules)) {
        cells.computeIfAbsent(cell, any -> new ArrayList<>()).add(one);
      }
    }
    cells.forEach(this::addAll);
  }

  Map<MetricKey, MetricValue> metrics() {
    return metrics;
  }

  private void addAll(Cell cell, List<Carried> finished) {
    List<Carried> successes =
        finished.stream().filter(one -> one.deployment().isSuccess()).toList();
    if (!successes.isEmpty()) {
      addFrequency(cell, successes);
      metrics.put(
          cell.key("change-lead-time"),
          LeadTimes.commits(successes).value("change-lead-time/commit@1", null));
    }
    if (cell.grain() == Grain.MONTH) {
      addPullRequests(cell, successes);
    }
    metrics.put(
        cell.key("change-fail-rate"),
        rate("change-fail-rate@1", finished, Verdict::failuresInOrder));
    metrics.put(
        cell.key("deployment-rework-rate"),
        rate("deployment-rework-rate@1", finished, Verdict::reworkInOrder));
    addRecovery(cell, finished);
  }

  private void addFrequency(Cell cell, List<Carried> successes) {
    long days =
        successes.stream()
            .map(one -> Cell.start(Grain.DAY, one.deployment().finishedAt()))
            .distinct()
            .count();
    long n = successes.size();
    metrics.put(
        cell.key("deployment-frequency"),
        value("deployment-frequency@1", n, BigDecimal.valueOf(n).setScale(2), Map.of()));
    metrics.put(
        cell.key("deployment-days"),
        value("deployment-frequency/days@1", n, BigDecimal.valueOf(days).setScale(2), Map.of()));
  }

  private void addPullRequests(Cell cell, List<Carried> successes) {
    for (String variant : List.of("pull-request", "merge", "coding", "pickup", "review")) {
      Measure measure = LeadTimes.pullRequests(variant, successes, commits);
      if (!measure.isEmpty()) {
        boolean isWhole = variant.equals("pull-request") || variant.equals("merge");
        metrics.put(
            cell.key("change-lead-time-" + variant),
            measure.value(
                "change-lead-time/" + (isWhole ? "" : "pull-request/") + variant + "@1",
                variant.equals("merge")
                    ? null
                    : LeadTimes.contributors(variant, successes, commits)));
      }
    }
  }

  private static MetricValue rate(
      String definition, List<Carried> finished, Function<Verdict, List<String>> classes) {
    Map<String, Long> parts = new TreeMap<>();
    for (Carried one : finished) {
      List<String> combination = classes.apply(one.verdict());
      if (!combination.isEmpty()) {
        parts.merge(String.join("+", combination), 1L, Long::sum);
      }
    }
    long counted = parts.values().stream().mapToLong(Long::longValue).sum();
    BigDecimal perCent =
        BigDecimal.valueOf(100 * counted)
            .divide(BigDecimal.valueOf(finished.size()), 2, RoundingMode.HALF_UP);
    return value(definition, finished.size(), perCent, parts);
  }

  private void addRecovery(Cell cell, List<Carried> finished) {
    Measure measure = new Measure();
    for (Carried one : finished) {
      Verdict verdict = one.verdict();
      if (verdict.isFailure() && verdict.recoveredAt == null) {
        measure.exclude("open");
      } else if (verdict.isFailure()) {
        measure.add(verdict.failedAt, verdict.recoveredAt);
      }
    }
    if (!measure.isEmpty()) {
      metrics.put(
          cell.key("failed-deployment-recovery-time"),
          measure.value("failed-deployment-recovery-time@1", null));
    }
  }

  private static MetricValue value(
      String definition, long n, BigDecimal value, Map<String, Long> parts) {
    return new MetricValue(definition, n, Map.of(), null, null, null, value, parts, null);
  }
}
