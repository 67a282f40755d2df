package dev.plumbline.topic;

import dev.plumbline.collection.Cursor;
import dev.plumbline.collection.CursorKey;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The topics. This is the only list of names, keys, values, partitions and policies. */
public final class Topics {

  /**
   * Partitions of every topic that grows with the organisation. Events and organisation records are
   * read together by partition, so they share one number.
   */
  public static final int PARTITIONS = 4;

  /** Git as collected: commits. */
  public static final Topic<RepositoryKey, CommitObserved> EVENTS_GIT =
      topic("events.git", RepositoryKey.class, CommitObserved.class, TopicPolicy.KEEP_ALL);

  /** Deployments, from tags, pipelines and hosts. */
  public static final Topic<RepositoryKey, DeploymentObserved> EVENTS_DELIVERY =
      topic("events.delivery", RepositoryKey.class, DeploymentObserved.class, TopicPolicy.KEEP_ALL);

  /** Repositories with all their names and the services built from them. */
  public static final Topic<CanonicalRepository, Repository> ORGANISATION_REPOSITORIES =
      topic(
          "organisation.repositories",
          CanonicalRepository.class,
          Repository.class,
          TopicPolicy.COMPACT);

  /** Where collectors stand. */
  public static final Topic<CursorKey, Cursor> COLLECTION_CURSORS =
      topic("collection.cursors", CursorKey.class, Cursor.class, TopicPolicy.COMPACT);

  /** Commits with the first deployment that contains them. */
  public static final Topic<ChangeKey, Change> FACTS_CHANGES =
      topic("facts.changes", ChangeKey.class, Change.class, TopicPolicy.COMPACT);

  /** Deployments in the order of their service and environment. */
  public static final Topic<DeploymentKey, Deployment> FACTS_DEPLOYMENTS =
      topic("facts.deployments", DeploymentKey.class, Deployment.class, TopicPolicy.COMPACT);

  /** DORA's metrics per scope and period. */
  public static final Topic<MetricKey, MetricValue> METRICS_DORA =
      topic("metrics.dora", MetricKey.class, MetricValue.class, TopicPolicy.COMPACT);

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
        ORGANISATION_REPOSITORIES,
        COLLECTION_CURSORS,
        FACTS_CHANGES,
        FACTS_DEPLOYMENTS,
        METRICS_DORA,
        DEAD_LETTERS);
  }

  private static <K extends SpecificRecord, V extends SpecificRecord> Topic<K, V> topic(
      String name, Class<K> key, Class<V> value, TopicPolicy policy) {
    return new Topic<>("plumbline." + name, key, List.of(value), PARTITIONS, policy);
  }
}
