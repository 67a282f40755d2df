package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.sink.ArrayColumn.bool;
import static dev.plumbline.dashboards.sink.ArrayColumn.milliseconds;
import static dev.plumbline.dashboards.sink.ArrayColumn.number;
import static dev.plumbline.dashboards.sink.ArrayColumn.text;
import static dev.plumbline.dashboards.sink.ArrayColumn.whole;

import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Locale;

/** The tables of the delivery family. */
final class Tables {

  private static final FactTable<ChangeKey, Change> CHANGE =
      new FactTable<>(
          Topics.FACTS_CHANGES,
          Statements.load("upsert-change.sql"),
          Statements.load("delete-change.sql"),
          List.of(
              text(ChangeKey::getService),
              text(ChangeKey::getEnvironment),
              text(ChangeKey::getRepository),
              text(ChangeKey::getSha)),
          List.of(
              bool(Change::getIsMerge),
              milliseconds(Change::getAuthoredAt),
              milliseconds(Change::getCommittedAt),
              text(Change::getDeployment),
              milliseconds(Change::getDeployedAt),
              text(Change::getExcludedReason)));

  private static final FactTable<DeploymentKey, Deployment> DEPLOYMENT =
      new FactTable<>(
          Topics.FACTS_DEPLOYMENTS,
          Statements.load("upsert-deployment.sql"),
          Statements.load("delete-deployment.sql"),
          List.of(
              text(DeploymentKey::getService),
              text(DeploymentKey::getEnvironment),
              text(DeploymentKey::getDeployment)),
          List.of(
              text(Deployment::getRepository),
              text(Deployment::getSha),
              text(Deployment::getStatus),
              milliseconds(Deployment::getStartedAt),
              milliseconds(Deployment::getFinishedAt),
              bool(Deployment::getIsFirst),
              text(Deployment::getReason)));

  private static final FactTable<MetricKey, MetricValue> DORA_METRIC =
      new FactTable<>(
          Topics.METRICS_DORA,
          Statements.load("upsert-dora-metric.sql"),
          Statements.load("delete-dora-metric.sql"),
          List.of(
              text(key -> key.getGrain().name().toLowerCase(Locale.ROOT)),
              text(MetricKey::getScopeKind),
              text(MetricKey::getScope),
              text(MetricKey::getEnvironment),
              text(MetricKey::getMetric),
              text(key -> key.getPeriodStart().toString())),
          List.of(
              text(MetricValue::getDefinition),
              whole(MetricValue::getN),
              text(value -> Statements.json(value.getExcluded())),
              number(MetricValue::getMedianSeconds),
              number(MetricValue::getP75Seconds),
              number(MetricValue::getP90Seconds),
              number(MetricValue::getValue)));

  private Tables() {}

  static List<FactTable<?, ?>> delivery() {
    return List.of(CHANGE, DEPLOYMENT, DORA_METRIC);
  }
}
