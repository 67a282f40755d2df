package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.topic.Topics;
import java.util.function.Supplier;

/** Brings what the organisation file says onto the organisation's topics: only what is new. */
public final class OrganisationCollector {

  private static final RecordsOfKind<TeamKey, Team> TEAMS =
      new RecordsOfKind<>(Topics.ORGANISATION_TEAMS, TeamKey::getTeam);
  private static final RecordsOfKind<ServiceKey, Service> SERVICES =
      new RecordsOfKind<>(Topics.ORGANISATION_SERVICES, ServiceKey::getService);
  private static final RecordsOfKind<QueueKey, Queue> QUEUES =
      new RecordsOfKind<>(
          Topics.ORGANISATION_QUEUES, key -> key.getSource() + ":" + key.getQueue());

  private static final int KINDS = 4;

  private final LatestRecords latest;
  private final Supplier<EventSink> sinks;

  /**
   * A collector.
   *
   * @param latest reads the records as they stand
   * @param sinks makes one sink for each collection
   */
  public OrganisationCollector(LatestRecords latest, Supplier<EventSink> sinks) {
    this.latest = latest;
    this.sinks = sinks;
  }

  /**
   * Sends what the file changes; returns when all of it is acknowledged. Not two at a time.
   *
   * @throws CollectionException with a sentence for the one who asked
   */
  public OrganisationResult collect(OrganisationFile file, CollectionListener listener) {
    OrganisationRecords records = new OrganisationRecords(file);
    EventSink sink = sinks.get();
    listener.progressed(CollectionPhase.ORGANISATION, 0, KINDS);
    Counts repositories = new RepositoryMerge(latest, sink).send(records.repositories());
    listener.progressed(CollectionPhase.ORGANISATION, 1, KINDS);
    Counts teams = TEAMS.send(records.teams(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, 2, KINDS);
    Counts services = SERVICES.send(records.services(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, 3, KINDS);
    Counts queues = QUEUES.send(records.queues(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, KINDS, KINDS);
    return new OrganisationResult(file.id(), teams, services, queues, repositories, file.notes());
  }
}
