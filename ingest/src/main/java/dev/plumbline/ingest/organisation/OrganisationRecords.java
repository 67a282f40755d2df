package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.Window;
import dev.plumbline.organisation.Cohort;
import dev.plumbline.organisation.KnownEvent;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Phase;
import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The records that a file stands for. */
final class OrganisationRecords {

  private final OrganisationFile file;

  OrganisationRecords(OrganisationFile file) {
    this.file = file;
  }

  Map<TeamKey, Team> teams() {
    Map<TeamKey, Team> teams = new LinkedHashMap<>();
    for (TeamEntry team : file.teams()) {
      teams.put(
          new TeamKey(team.id()),
          Team.newBuilder()
              .setTeam(team.id())
              .setKind(team.kind())
              .setPlatformAdopted(Adoption.of(team, file.programme()))
              .build());
    }
    return teams;
  }

  /**
   * Every service that is described or owned.
   *
   * @param known repositories that other collections know, whose services have owners too
   */
  Map<ServiceKey, Service> services(Collection<Repository> known) {
    Map<ServiceKey, Service> services = new LinkedHashMap<>();
    new ServiceOwners(file)
        .ofAll(known)
        .forEach((id, owned) -> services.put(new ServiceKey(id), new Service(id, owned)));
    return services;
  }

  Map<QueueKey, Queue> queues() {
    Map<String, List<Ownership>> owners = new TreeMap<>();
    for (TeamEntry team : file.teams()) {
      for (Owned queue : team.queues()) {
        owners
            .computeIfAbsent(queue.name(), name -> new ArrayList<>())
            .add(new Ownership(team.id(), queue.from(), queue.to()));
      }
    }
    Map<QueueKey, Queue> queues = new LinkedHashMap<>();
    owners.forEach(
        (name, list) -> {
          list.sort(ServiceOwners.BY_START);
          String source = RepositoryNames.source(name);
          String queue = RepositoryNames.nativeName(name);
          queues.put(new QueueKey(source, queue), new Queue(source, queue, list));
        });
    return queues;
  }

  /** Every repository that is described, built from or owned by its name in full. */
  Map<String, Repository> repositories() {
    Map<String, Repository> repositories = new TreeMap<>();
    Function<String, Repository> entry =
        name -> repositories.computeIfAbsent(name, OrganisationRecords::repository);
    for (RepositoryEntry repository : file.repositories()) {
      List<RepositoryAlias> aliases = entry.apply(repository.id()).getAliases();
      repository.aliases().stream()
          .map(OrganisationRecords::alias)
          .filter(alias -> !aliases.contains(alias))
          .forEach(aliases::add);
    }
    for (ServiceEntry service : file.services()) {
      List<RepositoryService> built = entry.apply(service.repository()).getServices();
      service
          .environments()
          .forEach(
              environment ->
                  built.add(new RepositoryService(service.id(), environment, service.paths())));
    }
    file.teams().stream()
        .flatMap(team -> team.repositories().stream())
        .map(Owned::name)
        .filter(name -> !name.contains("*"))
        .forEach(name -> repositories.computeIfAbsent(name, OrganisationRecords::repository));
    return repositories;
  }

  Map<ProgrammeKey, Programme> programme() {
    ProgrammeEntry entry = file.programme();
    if (entry == null) {
      return Map.of();
    }
    Window baseline = entry.baseline();
    Programme programme =
        Programme.newBuilder()
            .setOrganisation(file.id())
            .setPhases(
                entry.phases().stream()
                    .map(phase -> new Phase(phase.name(), phase.from(), phase.to()))
                    .toList())
            .setBaselineFrom(baseline == null ? null : baseline.from())
            .setBaselineTo(baseline == null ? null : baseline.to())
            .setCohorts(
                entry.cohorts().stream()
                    .map(
                        cohort ->
                            new Cohort(
                                cohort.id(),
                                cohort.teams(),
                                cohort.adopted(),
                                cohort.planned(),
                                cohort.selection(),
                                cohort.mandated()))
                    .toList())
            .setKnownEvents(
                entry.events().stream()
                    .map(
                        event ->
                            new KnownEvent(event.from(), event.to(), event.what(), event.affects()))
                    .toList())
            .build();
    return Map.of(new ProgrammeKey(file.id()), programme);
  }

  private static Repository repository(String name) {
    List<RepositoryAlias> aliases = new ArrayList<>();
    RepositoryNames.defaults(name).forEach(alias -> aliases.add(alias(alias)));
    return new Repository(name, aliases, new ArrayList<>());
  }

  private static RepositoryAlias alias(String name) {
    return new RepositoryAlias(RepositoryNames.source(name), RepositoryNames.nativeName(name));
  }
}
