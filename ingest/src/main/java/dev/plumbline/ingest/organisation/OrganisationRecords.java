package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.Ownership;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The records that a file stands for. */
final class OrganisationRecords {

  private static final Comparator<Ownership> BY_START =
      Comparator.comparing(Ownership::getFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Ownership::getTeam);

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
              .setPlatformAdopted(team.platformAdopted())
              .build());
    }
    return teams;
  }

  /**
   * Every service that is described or owned. Who owns the repository owns the services built from
   * it, unless somebody owns the service by its own name.
   */
  Map<ServiceKey, Service> services() {
    Map<String, List<Ownership>> byName = owners(TeamEntry::services);
    Map<String, List<Ownership>> byRepository = owners(TeamEntry::repositories);
    Map<String, List<Ownership>> owners = new TreeMap<>(byName);
    for (ServiceEntry service : file.services()) {
      owners.computeIfAbsent(
          service.id(), id -> byRepository.getOrDefault(service.repository(), List.of()));
    }
    Map<ServiceKey, Service> services = new LinkedHashMap<>();
    owners.forEach((id, owned) -> services.put(new ServiceKey(id), new Service(id, owned)));
    return services;
  }

  Map<QueueKey, Queue> queues() {
    Map<QueueKey, Queue> queues = new LinkedHashMap<>();
    owners(TeamEntry::queues)
        .forEach(
            (name, owners) -> {
              String source = RepositoryNames.source(name);
              String queue = RepositoryNames.nativeName(name);
              queues.put(new QueueKey(source, queue), new Queue(source, queue, owners));
            });
    return queues;
  }

  /** Every repository that is described, built from or owned. */
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
                  built.add(new RepositoryService(service.id(), environment, List.of())));
    }
    file.teams().stream()
        .flatMap(team -> team.repositories().stream())
        .map(Owned::name)
        .forEach(name -> repositories.computeIfAbsent(name, OrganisationRecords::repository));
    return repositories;
  }

  private Map<String, List<Ownership>> owners(Function<TeamEntry, List<Owned>> owned) {
    Map<String, List<Ownership>> owners = new TreeMap<>();
    for (TeamEntry team : file.teams()) {
      for (Owned one : owned.apply(team)) {
        owners
            .computeIfAbsent(one.name(), name -> new ArrayList<>())
            .add(new Ownership(team.id(), one.from(), one.to()));
      }
    }
    owners.values().forEach(list -> list.sort(BY_START));
    return owners;
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
