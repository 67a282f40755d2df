package dev.plumbline.topic;

import dev.plumbline.collection.Cursor;
import dev.plumbline.collection.CursorKey;
import dev.plumbline.event.BuildObserved;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.MembershipObserved;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PushObserved;
import dev.plumbline.event.ReleaseObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
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
import dev.plumbline.generation.ComputedGenerations;
import dev.plumbline.generation.GenerationsKey;
import dev.plumbline.generation.ShownGeneration;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The topics. This is the only list of names, keys, values, partitions and policies. */
public final class Topics {

  /**
   * Partitions of every topic that grows with the organisation. Events and organisation records are
   * read together by partition, so they share one number.
   */
  public static final int PARTITIONS = 4;

  /** Git and its host: commits, pushes, pull requests, reviews, repositories. */
  public static final Topic<RepositoryKey, SpecificRecord> EVENTS_GIT =
      topic(
          "events.git",
          RepositoryKey.class,
          List.of(
              CommitObserved.class,
              PushObserved.class,
              PullRequestObserved.class,
              ReviewObserved.class,
              RepositoryObserved.class),
          TopicPolicy.KEEP_ALL);

  /** Deployments, from tags, pipelines and hosts; builds; releases. */
  public static final Topic<RepositoryKey, SpecificRecord> EVENTS_DELIVERY =
      topic(
          "events.delivery",
          RepositoryKey.class,
          List.of(DeploymentObserved.class, BuildObserved.class, ReleaseObserved.class),
          TopicPolicy.KEEP_ALL);

  /** Tickets, from trackers and hosts. */
  public static final Topic<TicketKey, TicketObserved> EVENTS_TICKETS =
      topic("events.tickets", TicketKey.class, TicketObserved.class, TopicPolicy.KEEP_ALL);

  /** Incidents, from those who are called and from the generic door. */
  public static final Topic<IncidentKey, IncidentObserved> EVENTS_INCIDENTS =
      topic("events.incidents", IncidentKey.class, IncidentObserved.class, TopicPolicy.KEEP_ALL);

  /** Who belongs where, as pseudonyms. */
  public static final Topic<PersonKey, MembershipObserved> EVENTS_PEOPLE =
      topic("events.people", PersonKey.class, MembershipObserved.class, TopicPolicy.KEEP_ALL);

  /** Repositories with all their names and the services built from them. */
  public static final Topic<CanonicalRepository, Repository> ORGANISATION_REPOSITORIES =
      topic(
          "organisation.repositories",
          CanonicalRepository.class,
          Repository.class,
          TopicPolicy.COMPACT);

  /** Services with their owners. */
  public static final Topic<ServiceKey, Service> ORGANISATION_SERVICES =
      topic("organisation.services", ServiceKey.class, Service.class, TopicPolicy.COMPACT);

  /** Queues of tickets with their owners. */
  public static final Topic<QueueKey, Queue> ORGANISATION_QUEUES =
      topic("organisation.queues", QueueKey.class, Queue.class, TopicPolicy.COMPACT);

  /** Teams. */
  public static final Topic<TeamKey, Team> ORGANISATION_TEAMS =
      topic("organisation.teams", TeamKey.class, Team.class, TopicPolicy.COMPACT);

  /** Accounts with the person behind each. */
  public static final Topic<PersonKey, Person> ORGANISATION_PEOPLE =
      topic("organisation.people", PersonKey.class, Person.class, TopicPolicy.COMPACT);

  /** Rules that calculations follow: the same record on every partition, under its number. */
  public static final Topic<SettingsKey, Settings> ORGANISATION_SETTINGS =
      topic("organisation.settings", SettingsKey.class, Settings.class, TopicPolicy.COMPACT);

  /** The platform programme. */
  public static final Topic<ProgrammeKey, Programme> ORGANISATION_PROGRAMME =
      topic("organisation.programme", ProgrammeKey.class, Programme.class, TopicPolicy.COMPACT);

  /** Deliveries that were accepted and could not be used; a tombstone once they could. */
  public static final Topic<DeliveryKey, QuarantinedDelivery> QUARANTINE =
      new Topic<>(
          "plumbline.quarantine",
          DeliveryKey.class,
          List.of(QuarantinedDelivery.class),
          1,
          TopicPolicy.COMPACT_TWO_WEEKS);

  /** Where collectors stand. */
  public static final Topic<CursorKey, Cursor> COLLECTION_CURSORS =
      topic("collection.cursors", CursorKey.class, Cursor.class, TopicPolicy.COMPACT);

  /** Commits with the first deployment that contains them. */
  public static final Topic<ChangeKey, Change> FACTS_CHANGES =
      topic("facts.changes", ChangeKey.class, Change.class, TopicPolicy.COMPACT);

  /** Deployments in the order of their service and environment. */
  public static final Topic<DeploymentKey, Deployment> FACTS_DEPLOYMENTS =
      topic("facts.deployments", DeploymentKey.class, Deployment.class, TopicPolicy.COMPACT);

  /** Incidents with the deployment that caused each. */
  public static final Topic<IncidentFactKey, Incident> FACTS_INCIDENTS =
      topic("facts.incidents", IncidentFactKey.class, Incident.class, TopicPolicy.COMPACT);

  /** Accounts that opened pull requests, as pseudonyms. Shown only as counts over all of them. */
  public static final Topic<PersonKey, Account> FACTS_ACCOUNTS =
      topic("facts.accounts", PersonKey.class, Account.class, TopicPolicy.COMPACT);

  /** Pull requests, merged from all that was observed of them. */
  public static final Topic<PullRequestKey, PullRequest> FACTS_PULL_REQUESTS =
      topic("facts.pull-requests", PullRequestKey.class, PullRequest.class, TopicPolicy.COMPACT);

  /** Tickets, merged from all that was observed of them. */
  public static final Topic<TicketFactKey, Ticket> FACTS_TICKETS =
      topic("facts.tickets", TicketFactKey.class, Ticket.class, TopicPolicy.COMPACT);

  /** DORA's metrics per scope and period. */
  public static final Topic<MetricKey, MetricValue> METRICS_DORA =
      topic("metrics.dora", MetricKey.class, MetricValue.class, TopicPolicy.COMPACT);

  /** What ops, infrastructure and platform teams receive, per scope and month. */
  public static final Topic<MetricKey, MetricValue> METRICS_OPS_DEMAND =
      topic("metrics.ops-demand", MetricKey.class, MetricValue.class, TopicPolicy.COMPACT);

  /**
   * Which generations of each family are computed and which readers see. One partition, for all
   * must see the same order.
   */
  public static final Topic<GenerationsKey, SpecificRecord> OPERATIONS_GENERATIONS =
      new Topic<>(
          "plumbline.operations.generations",
          GenerationsKey.class,
          List.of(ComputedGenerations.class, ShownGeneration.class),
          1,
          TopicPolicy.COMPACT);

  /**
   * Records that a stream processor could not use, as they came: key and value are raw bytes, the
   * reason is in the headers that Kafka Streams sets.
   */
  public static final Topic<SpecificRecord, SpecificRecord> DEAD_LETTERS =
      new Topic<>(
          "plumbline.dead-letters",
          SpecificRecord.class,
          List.of(SpecificRecord.class),
          1,
          TopicPolicy.TWO_WEEKS);

  private Topics() {}

  /** All topics, in the order of an event's way. */
  public static List<Topic<?, ?>> all() {
    return List.of(
        EVENTS_GIT,
        EVENTS_DELIVERY,
        EVENTS_TICKETS,
        EVENTS_INCIDENTS,
        EVENTS_PEOPLE,
        QUARANTINE,
        ORGANISATION_REPOSITORIES,
        ORGANISATION_SERVICES,
        ORGANISATION_QUEUES,
        ORGANISATION_TEAMS,
        ORGANISATION_PEOPLE,
        ORGANISATION_SETTINGS,
        ORGANISATION_PROGRAMME,
        COLLECTION_CURSORS,
        FACTS_CHANGES,
        FACTS_DEPLOYMENTS,
        FACTS_INCIDENTS,
        FACTS_PULL_REQUESTS,
        FACTS_ACCOUNTS,
        FACTS_TICKETS,
        METRICS_DORA,
        METRICS_OPS_DEMAND,
        OPERATIONS_GENERATIONS,
        DEAD_LETTERS);
  }

  private static <K extends SpecificRecord, V extends SpecificRecord> Topic<K, V> topic(
      String name, Class<K> key, Class<V> value, TopicPolicy policy) {
    return new Topic<>("plumbline." + name, key, List.of(value), PARTITIONS, policy);
  }

  /** A topic of several kinds of records about one subject. */
  private static <K extends SpecificRecord> Topic<K, SpecificRecord> topic(
      String name, Class<K> key, List<Class<? extends SpecificRecord>> values, TopicPolicy policy) {
    return new Topic<>("plumbline." + name, key, values, PARTITIONS, policy);
  }
}
