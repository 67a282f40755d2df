package dev.plumbline.ingest.organisation;

import dev.plumbline.event.PersonKey;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.topic.Topics;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what the organisation file says onto the organisation's topics: only what is new.
 * Thread-safe; one collection waits for the other.
 */
public final class OrganisationCollector {

  private static final RecordsOfKind<TeamKey, Team> TEAMS =
      new RecordsOfKind<>(Topics.ORGANISATION_TEAMS, TeamKey::getTeam);
  private static final RecordsOfKind<ServiceKey, Service> SERVICES =
      new RecordsOfKind<>(Topics.ORGANISATION_SERVICES, ServiceKey::getService);
  private static final RecordsOfKind<QueueKey, Queue> QUEUES =
      new RecordsOfKind<>(
          Topics.ORGANISATION_QUEUES, key -> key.getSource() + ":" + key.getQueue());
  private static final RecordsOfKind<PersonKey, Person> PEOPLE =
      new RecordsOfKind<>(
          Topics.ORGANISATION_PEOPLE, key -> key.getSource() + ":" + key.getPerson());
  private static final RecordsOfKind<ProgrammeKey, Programme> PROGRAMMES =
      new RecordsOfKind<>(Topics.ORGANISATION_PROGRAMME, ProgrammeKey::getOrganisation);

  private static final int KINDS = 7;

  private final LatestRecords latest;
  private final Supplier<EventSink> sinks;
  private final RepositoryRecords repositories;
  private final Pseudonyms pseudonyms;
  private @Nullable OrganisationFile current;

  /**
   * A collector.
   *
   * @param latest reads the records as they stand
   * @param sinks makes one sink for each collection
   * @param repositories lets one collector at a time change records of repositories
   */
  public OrganisationCollector(
      LatestRecords latest,
      Supplier<EventSink> sinks,
      RepositoryRecords repositories,
      Pseudonyms pseudonyms) {
    this.latest = latest;
    this.sinks = sinks;
    this.repositories = repositories;
    this.pseudonyms = pseudonyms;
  }

  /**
   * Sends what the file changes; returns when all of it is acknowledged.
   *
   * @throws CollectionException with a sentence for the one who asked
   */
  public synchronized OrganisationResult collect(
      OrganisationFile file, CollectionListener listener) {
    EventSink sink = sinks.get();
    OrganisationRecords records = new OrganisationRecords(file);
    int done = 0;
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts settings = SettingsRecords.send(file.settings(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts changed = mergeRepositories(records, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts teams = TEAMS.send(records.teams(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Collection<Repository> known = latest.all(Topics.ORGANISATION_REPOSITORIES).values();
    Counts services = SERVICES.send(records.services(known), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts queues = QUEUES.send(records.queues(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts people = PEOPLE.send(new People(file).records(pseudonyms), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done++, KINDS);
    Counts programme = PROGRAMMES.send(records.programme(), latest, sink);
    listener.progressed(CollectionPhase.ORGANISATION, done, KINDS);
    current = file;
    return new OrganisationResult(
        file.id(), teams, services, queues, changed, people, programme, settings, file.notes());
  }

  private Counts mergeRepositories(OrganisationRecords records, EventSink sink) {
    return repositories.change(
        () -> new RepositoryMerge(latest, sink).send(records.repositories()));
  }

  /** The file that was collected last, since this process started. */
  synchronized Optional<OrganisationFile> current() {
    return Optional.ofNullable(current);
  }
}
