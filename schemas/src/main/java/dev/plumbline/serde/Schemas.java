package dev.plumbline.serde;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.NameClaim;
import dev.plumbline.delivery.Renaming;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.delivery.SourceKey;
import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.opsdemand.TicketOwner;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Every schema that can stand on a topic. */
public final class Schemas {

  private Schemas() {}

  /** Schemas of the contract: what other systems may read and what must stay compatible. */
  public static List<Schema> contract() {
    return Topics.all().stream()
        .filter(Topic::hasSchemas)
        .flatMap(topic -> Stream.concat(Stream.of(topic.key()), topic.values().stream()))
        .map(Schemas::schemaOf)
        .distinct()
        .toList();
  }

  /** Schemas of keys, which may never change: another key is another record. */
  public static List<Schema> keys() {
    return Topics.all().stream()
        .filter(Topic::hasSchemas)
        .map(Topic::key)
        .map(Schemas::schemaOf)
        .distinct()
        .toList();
  }

  /** Schemas that travel between the stages of a family only. */
  public static List<Schema> internal() {
    return Stream.of(
            SourceKey.class,
            NameClaim.class,
            Renaming.class,
            RepositoryMapping.class,
            ResolvedCommit.class,
            ResolvedDeployment.class,
            DeploymentMark.class,
            CommitQuestion.class,
            CommitLabel.class,
            ChangeEvidence.class,
            ResolvedIncident.class,
            CarriedChanges.class,
            AuthoredPullRequest.class,
            ResolvedPullRequest.class,
            ResolvedReview.class,
            ScopeEnvironment.class,
            ScopeChange.class,
            QueuedTicket.class,
            TicketOwner.class,
            DemandScope.class,
            DemandChange.class)
        .map(Schemas::schemaOf)
        .toList();
  }

  private static Schema schemaOf(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }
}
