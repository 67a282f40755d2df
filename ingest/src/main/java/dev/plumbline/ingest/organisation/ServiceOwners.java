package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.catalog.Codeowners;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Repository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a service. The first that knows counts: the file by the service's name, the file by its
 * repository, the catalog, CODEOWNERS.
 */
final class ServiceOwners {

  static final Comparator<Ownership> BY_START =
      Comparator.comparing(Ownership::getFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Ownership::getTeam);

  private static final String GITHUB = "github:";

  private final OrganisationFile file;
  private final Map<String, List<Ownership>> byName = new TreeMap<>();
  private final RepositoryOwners repositories;
  private final Map<String, String> teamNames = new HashMap<>();

  ServiceOwners(OrganisationFile file) {
    this.file = file;
    this.repositories = new RepositoryOwners(file.teams());
    for (TeamEntry team : file.teams()) {
      for (Owned owned : team.services()) {
        byName
            .computeIfAbsent(owned.name(), name -> new ArrayList<>())
            .add(new Ownership(team.id(), owned.from(), owned.to()));
      }
    }
    byName.values().forEach(list -> list.sort(BY_START));
    file.teams().forEach(team -> teamNames.put(team.id(), team.id()));
    file.teams().forEach(team -> team.aliases().forEach(alias -> teamNames.put(alias, team.id())));
  }

  /** Of every service that the file or the catalog describes. */
  Map<String, List<Ownership>> ofDescribed() {
    Map<String, List<Ownership>> owners = new TreeMap<>();
    for (ServiceEntry service : file.services()) {
      owners.put(service.id(), of(service.id(), service.repository(), service.paths()));
    }
    return owners;
  }

  /**
   * Of every service that anybody knows.
   *
   * @param known repositories that other collections know, with the services built from them
   */
  Map<String, List<Ownership>> ofAll(Collection<Repository> known) {
    Map<String, List<Ownership>> owners = new TreeMap<>(byName);
    file.fallbacks().services().forEach((service, team) -> owners.putIfAbsent(service, only(team)));
    owners.putAll(ofDescribed());
    for (Repository repository : known) {
      repository
          .getServices()
          .forEach(
              service -> {
                List<Ownership> found =
                    of(service.getService(), repository.getRepository(), service.getPaths());
                if (!found.isEmpty()) {
                  owners.putIfAbsent(service.getService(), found);
                }
              });
    }
    return owners;
  }

  private List<Ownership> of(String service, String repository, List<String> paths) {
    List<Ownership> named = byName.get(service);
    if (named != null) {
      return named;
    }
    List<Ownership> owned =
        repositories.of(repository).stream()
            .map(claim -> new Ownership(claim.team(), claim.owned().from(), claim.owned().to()))
            .sorted(BY_START)
            .toList();
    if (!owned.isEmpty()) {
      return owned;
    }
    String catalog = file.fallbacks().services().get(service);
    String fallback = catalog == null ? ofCodeowners(repository, paths) : catalog;
    return fallback == null ? List.of() : only(fallback);
  }

  private static List<Ownership> only(String team) {
    return List.of(new Ownership(team, null, null));
  }

  /** The first team that is one here; of a service with paths, the first path's that has one. */
  private @Nullable String ofCodeowners(String repository, List<String> paths) {
    Codeowners codeowners = file.fallbacks().codeowners().get(repository);
    if (codeowners == null) {
      return null;
    }
    Stream<List<String>> owners =
        paths.isEmpty() ? Stream.of(codeowners.owners()) : paths.stream().map(codeowners::owners);
    return owners
        .flatMap(List::stream)
        .map(this::team)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** "@acme/checkout" is a team of that alias, else of the name behind the slash. */
  private @Nullable String team(String owner) {
    if (!owner.startsWith("@") || !owner.contains("/")) {
      return null;
    }
    String alias = teamNames.get(GITHUB + owner.substring(1));
    return alias == null ? teamNames.get(owner.substring(owner.indexOf('/') + 1)) : alias;
  }
}
