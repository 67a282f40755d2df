package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.sink.ArrayColumn.day;
import static dev.plumbline.dashboards.sink.ArrayColumn.text;

import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Locale;

/** The tables of what the organisation says about itself. */
final class OrganisationTables {

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

  private static final FactTable<ProgrammeKey, Programme> PROGRAMME =
      new FactTable<>(
          Topics.ORGANISATION_PROGRAMME,
          Statements.load("upsert-programme.sql"),
          Statements.load("delete-programme.sql"),
          List.of(text(ProgrammeKey::getOrganisation)),
          List.of(
              text(programme -> ProgrammeJson.phases(programme.getPhases())),
              day(Programme::getBaselineFrom),
              day(Programme::getBaselineTo),
              text(programme -> ProgrammeJson.cohorts(programme.getCohorts())),
              text(programme -> ProgrammeJson.knownEvents(programme.getKnownEvents()))));

  static final List<FactTable<?, ?>> ALL = List.of(TEAM, SERVICE, QUEUE, PROGRAMME);

  private OrganisationTables() {}
}
