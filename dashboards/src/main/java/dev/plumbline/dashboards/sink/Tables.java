package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.sink.ArrayColumn.bool;
import static dev.plumbline.dashboards.sink.ArrayColumn.milliseconds;
import static dev.plumbline.dashboards.sink.ArrayColumn.number;
import static dev.plumbline.dashboards.sink.ArrayColumn.text;
import static dev.plumbline.dashboards.sink.ArrayColumn.texts;
import static dev.plumbline.dashboards.sink.ArrayColumn.whole;

import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.Account;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Locale;

/** The tables of the families that are calculated; the others are in {@link OrganisationTables}. */
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
              text(Change::getExcludedReason),
              milliseconds(Change::getFirstMergedCommitAt)));

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
              text(Deployment::getReason),
              text(Deployment::getSource),
              text(Deployment::getEnvironmentType),
              text(Deployment::getRelease),
              texts(Deployment::getFailures),
              texts(Deployment::getRework),
              milliseconds(Deployment::getFailedAt),
              milliseconds(Deployment::getRecoveredAt),
              text(Deployment::getRecoveredBy),
              texts(Deployment::getIncidents),
              texts(Deployment::getChanges),
              text(Deployment::getRolledBackTo)));

  private static final FactTable<IncidentFactKey, Incident> INCIDENT =
      new FactTable<>(
          Topics.FACTS_INCIDENTS,
          Statements.load("upsert-incident.sql"),
          Statements.load("delete-incident.sql"),
          List.of(
              text(IncidentFactKey::getService),
              text(IncidentFactKey::getSource),
              text(IncidentFactKey::getIncident)),
          List.of(
              text(Incident::getName),
              text(Incident::getEnvironment),
              text(Incident::getState),
              milliseconds(Incident::getStartedAt),
              milliseconds(Incident::getResolvedAt),
              text(Incident::getSeverity),
              text(Incident::getCauseEnvironment),
              text(Incident::getCauseDeployment),
              text(Incident::getCauseFoundBy),
              text(Incident::getReason)));

  private static final FactTable<PersonKey, Account> ACCOUNT =
      new FactTable<>(
          Topics.FACTS_ACCOUNTS,
          Statements.load("upsert-account.sql"),
          Statements.load("delete-account.sql"),
          List.of(text(PersonKey::getSource), text(PersonKey::getPerson)),
          List.of(
              text(Account::getKind), whole(Account::getPullRequests), bool(Account::getMapped)));

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
              whole(PullRequest::getReviews),
              milliseconds(PullRequest::getFirstCommitAt),
              bool(PullRequest::getRevert),
              bool(PullRequest::getHotfix)));

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

  private Tables() {}

  /** The tables of a family, one for each of its topics. */
  static List<FactTable<?, ?>> of(Family family) {
    return switch (family) {
      case DELIVERY -> List.of(CHANGE, DEPLOYMENT, INCIDENT, PULL_REQUEST, ACCOUNT, DORA_METRIC);
      case OPS_DEMAND -> List.of(TICKET, OPS_DEMAND_METRIC);
      case ORGANISATION -> OrganisationTables.ALL;
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
            number(MetricValue::getValue),
            text(value -> Statements.json(value.getParts())),
            whole(MetricValue::getContributors)));
  }
}
