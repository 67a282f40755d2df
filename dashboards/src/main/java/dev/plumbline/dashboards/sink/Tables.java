package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.sink.ArrayColumn.bool;
import static dev.plumbline.dashboards.sink.ArrayColumn.day;
import static dev.plumbline.dashboards.sink.ArrayColumn.milliseconds;
import static dev.plumbline.dashboards.sink.ArrayColumn.number;
import static dev.plumbline.dashboards.sink.ArrayColumn.text;
import static dev.plumbline.dashboards.sink.ArrayColumn.whole;

import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Locale;

/** The tables of the families. */
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

  private static final FactTable<PullRequestKey, PullRequest> PULL_REQUEST =
      new FactTable<>(
          Topics.FACTS_PULL_REQUESTS,
          Statements.load("upsert-pull-request.sql"),
          Statements.load("delete-pull-request.sql"),
          List.of(text(PullRequestKey::getRepository), text(PullRequestKey::getPullRequest)),
          List.of(
              text(PullRequest::getState),
              bool(PullRequest::getDraft),
              milliseconds(PullRequest::getOpenedAt),
              milliseconds(PullRequest::getReadyAt),
              milliseconds(PullRequest::getFirstReviewAt),
              milliseconds(PullRequest::getMergedAt),
              milliseconds(PullRequest::getClosedAt),
              text(PullRequest::getMergeSha),
              text(PullRequest::getAuthorKind),
              bool(PullRequest::getIntoDefaultBranch),
              whole(PullRequest::getReviews)));

  private static final FactTable<TicketFactKey, Ticket> TICKET =
      new FactTable<>(
          Topics.FACTS_TICKETS,
          Statements.load("upsert-ticket.sql"),
          Statements.load("delete-ticket.sql"),
          List.of(text(TicketFactKey::getSource), text(TicketFactKey::getTicket)),
          List.of(
              text(Ticket::getName),
              text(Ticket::getQueue),
              text(Ticket::getTeam),
              text(Ticket::getKind),
              text(Ticket::getState),
              milliseconds(Ticket::getCreatedAt),
              milliseconds(Ticket::getResolvedAt),
              whole(Ticket::getReopenings),
              text(Ticket::getReporterKind),
              text(Ticket::getExcludedReason)));

  private static final FactTable<MetricKey, MetricValue> DORA_METRIC =
      metrics(Topics.METRICS_DORA, "dora_metric");

  private static final FactTable<MetricKey, MetricValue> OPS_DEMAND_METRIC =
      metrics(Topics.METRICS_OPS_DEMAND, "ops_demand_metric");

  private static final FactTable<TeamKey, Team> TEAM =
      new FactTable<>(
          Topics.ORGANISATION_TEAMS,
          Statements.load("upsert-team.sql"),
          Statements.load("delete-team.sql"),
          List.of(text(TeamKey::getTeam)),
          List.of(
              text(team -> team.getKind().name().toLowerCase(Locale.ROOT)),
              day(Team::getPlatformAdopted)));

  private static final FactTable<ServiceKey, Service> SERVICE =
      new FactTable<>(
          Topics.ORGANISATION_SERVICES,
          Statements.load("upsert-service.sql"),
          Statements.load("delete-service.sql"),
          List.of(text(ServiceKey::getService)),
          List.of(text(service -> Statements.json(service.getOwners()))));

  private static final FactTable<QueueKey, Queue> QUEUE =
      new FactTable<>(
          Topics.ORGANISATION_QUEUES,
          Statements.load("upsert-queue.sql"),
          Statements.load("delete-queue.sql"),
          List.of(text(QueueKey::getSource), text(QueueKey::getQueue)),
          List.of(text(queue -> Statements.json(queue.getOwners()))));

  private Tables() {}

  /** The tables of a family, one for each of its topics. */
  static List<FactTable<?, ?>> of(Family family) {
    return switch (family) {
      case DELIVERY -> List.of(CHANGE, DEPLOYMENT, PULL_REQUEST, DORA_METRIC);
      case OPS_DEMAND -> List.of(TICKET, OPS_DEMAND_METRIC);
      case ORGANISATION -> List.of(TEAM, SERVICE, QUEUE);
    };
  }

  private static FactTable<MetricKey, MetricValue> metrics(
      Topic<MetricKey, MetricValue> topic, String table) {
    return new FactTable<>(
        topic,
        Statements.load("upsert-metric.sql").replace("{table}", table),
        Statements.load("delete-metric.sql").replace("{table}", table),
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
  }
}
