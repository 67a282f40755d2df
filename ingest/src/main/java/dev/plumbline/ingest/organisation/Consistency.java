package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Checks entries against each other: identifiers are unique, and nothing has two owners at once.
 */
final class Consistency {

  private record Owner(String team, Owned owned) {}

  private final Problems problems;

  Consistency(Problems problems) {
    this.problems = problems;
  }

  /** Notes what is wrong; returns what may be a mistake. */
  List<String> check(
      List<TeamEntry> teams, List<ServiceEntry> services, List<RepositoryEntry> repositories) {
    requireUnique("team", teams, TeamEntry::id, TeamEntry::line);
    requireUnique("service", services, ServiceEntry::id, ServiceEntry::line);
    requireUnique("repository", repositories, RepositoryEntry::id, RepositoryEntry::line);
    requireUniqueNames(services, repositories);
    requireOneOwner("queue", teams, TeamEntry::queues);
    requireOneOwner("repository", teams, TeamEntry::repositories);
    requireOneOwner("service", teams, TeamEntry::services);
    return notes(teams, services, repositories);
  }

  private <T> void requireUnique(
      String kind, List<T> entries, Function<T, String> id, ToIntFunction<T> line) {
    Map<String, Integer> lines = new HashMap<>();
    for (T entry : entries) {
      Integer first = lines.putIfAbsent(id.apply(entry), line.applyAsInt(entry));
      problems.require(
          first == null || id.apply(entry).isEmpty(),
          "line %d: the %s \"%s\" is there already, on line %s"
              .formatted(line.applyAsInt(entry), kind, id.apply(entry), first));
    }
  }

  /** A name at a source leads to one repository. */
  private void requireUniqueNames(List<ServiceEntry> services, List<RepositoryEntry> repositories) {
    Map<String, String> owners = new HashMap<>();
    services.forEach(service -> claim(owners, service.repository(), service.repository()));
    repositories.forEach(repository -> claim(owners, repository.id(), repository.id()));
    for (RepositoryEntry repository : repositories) {
      for (String alias : repository.aliases()) {
        String other = owners.putIfAbsent(alias, repository.id());
        problems.require(
            other == null || other.equals(repository.id()),
            "line %d: the alias \"%s\" leads to \"%s\" already"
                .formatted(repository.line(), alias, other));
      }
    }
  }

  private static void claim(Map<String, String> owners, String name, String repository) {
    RepositoryNames.defaults(name).forEach(alias -> owners.put(alias, repository));
  }

  private void requireOneOwner(
      String kind, List<TeamEntry> teams, Function<TeamEntry, List<Owned>> owned) {
    Map<String, List<Owner>> owners = new LinkedHashMap<>();
    for (TeamEntry team : teams) {
      for (Owned one : owned.apply(team)) {
        List<Owner> earlier = owners.computeIfAbsent(one.name(), name -> new ArrayList<>());
        earlier.forEach(other -> requireApart(kind, new Owner(team.id(), one), other));
        earlier.add(new Owner(team.id(), one));
      }
    }
  }

  private void requireApart(String kind, Owner owner, Owner other) {
    problems.require(
        owner.owned().name().isEmpty() || !owner.owned().overlaps(other.owned()),
        "line %d: the %s \"%s\" of team \"%s\" is at the same time that of team \"%s\", on line %d"
            .formatted(
                owner.owned().line(),
                kind,
                owner.owned().name(),
                owner.team(),
                other.team(),
                other.owned().line()));
  }

  private static List<String> notes(
      List<TeamEntry> teams, List<ServiceEntry> services, List<RepositoryEntry> repositories) {
    Set<String> serviceNames =
        services.stream().map(ServiceEntry::id).collect(Collectors.toCollection(TreeSet::new));
    Set<String> repositoryNames =
        services.stream()
            .map(ServiceEntry::repository)
            .collect(Collectors.toCollection(TreeSet::new));
    repositories.forEach(repository -> repositoryNames.add(repository.id()));
    List<String> notes = new ArrayList<>();
    for (TeamEntry team : teams) {
      notes.addAll(unknown("service", team.services(), serviceNames));
      notes.addAll(unknown("repository", team.repositories(), repositoryNames));
    }
    return notes;
  }

  /** A service may be known from a collection alone, so this is no error. */
  private static List<String> unknown(String kind, List<Owned> owned, Set<String> known) {
    return owned.stream()
        .filter(one -> !known.contains(one.name()))
        .map(
            one ->
                "line %d: the %s \"%s\" is owned and not described in this file%s"
                    .formatted(
                        one.line(), kind, one.name(), Suggestion.forUnknown(one.name(), known)))
        .toList();
  }
}
