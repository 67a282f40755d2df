package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.validation.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Checks the file's entries against each other: identifiers are unique, no account is of two
 * people, and nothing has two owners at once.
 */
final class Consistency {

  private record Owner(String team, Owned owned) {}

  private final Problems problems;

  Consistency(Problems problems) {
    this.problems = problems;
  }

  /** Notes what is wrong. */
  void check(OrganisationFile file) {
    List<TeamEntry> teams = file.teams();
    requireUnique("team", teams, TeamEntry::id, TeamEntry::line);
    requireUnique("person", file.people(), PersonEntry::id, PersonEntry::line);
    requireUnique("service", file.services(), ServiceEntry::id, ServiceEntry::line);
    requireUnique("repository", file.repositories(), RepositoryEntry::id, RepositoryEntry::line);
    requireUniqueNames(file.services(), file.repositories());
    requireUniqueAccounts(file.people());
    requireOneOwner("queue", teams, TeamEntry::queues);
    requireOneOwner("repository", teams, TeamEntry::repositories);
    requireOneOwner("service", teams, TeamEntry::services);
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

  private void requireUniqueAccounts(List<PersonEntry> people) {
    Map<String, String> owners = new HashMap<>();
    for (PersonEntry person : people) {
      requireUniqueAccounts(person, person.logins(), "login", owners);
      requireUniqueAccounts(person, person.ids(), "id", owners);
    }
  }

  private void requireUniqueAccounts(
      PersonEntry person,
      Map<String, List<String>> accounts,
      String kind,
      Map<String, String> owners) {
    accounts.forEach(
        (source, names) -> {
          for (String name : names) {
            String account = source + " " + name.toLowerCase(Locale.ROOT);
            String other = owners.putIfAbsent(account, person.id());
            problems.require(
                other == null || other.equals(person.id()),
                "line %d: the %s \"%s\" at %s is that of \"%s\" already"
                    .formatted(person.line(), kind, name, source, other));
          }
        });
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
}
