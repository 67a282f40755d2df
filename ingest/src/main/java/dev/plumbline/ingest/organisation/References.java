package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.RepositoryOwners.Claim;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks the names by which entries speak of each other, of the file and of the catalogs. */
final class References {

  private final Problems problems;
  private final Notes notes;

  References(Problems problems, Notes notes) {
    this.problems = problems;
    this.notes = notes;
  }

  void check(OrganisationFile file) {
    Set<String> teams = ids(file.teams(), TeamEntry::id);
    Set<String> services = ids(file.services(), ServiceEntry::id);
    Set<String> repositories = repositories(file);
    for (TeamEntry team : file.teams()) {
      noteUnknown("service", team.services(), services);
      noteUnknown("repository", team.repositories(), repositories);
    }
    for (PersonEntry person : file.people()) {
      person.teams().forEach(team -> requireKnownTeam(team.line(), team.name(), teams));
    }
    requireTree(file.teams(), teams);
    requireOneOwner(file.teams(), repositories);
    file.settings()
        .getIncidentServices()
        .forEach(
            service -> {
              if (!services.contains(service.getService())) {
                notes.add(
                    "Incidents of \"%s\" at %s are those of \"%s\", which is not described in this file%s"
                        .formatted(
                            service.getName(),
                            service.getSource(),
                            service.getService(),
                            Suggestion.forUnknown(service.getService(), services)));
              }
            });
  }

  private static <T> Set<String> ids(List<T> entries, Function<T, String> id) {
    return entries.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All that the file and the catalogs name in full. */
  static Set<String> repositories(OrganisationFile file) {
    Set<String> repositories = ids(file.services(), ServiceEntry::repository);
    file.repositories().forEach(repository -> repositories.add(repository.id()));
    repositories.addAll(file.fallbacks().codeowners().keySet());
    return repositories;
  }

  private void requireKnownTeam(int line, String name, Set<String> teams) {
    problems.require(
        name.isEmpty() || teams.contains(name),
        "line %d: there is no team \"%s\"%s"
            .formatted(line, name, Suggestion.forUnknown(name, teams)));
  }

  private void requireTree(List<TeamEntry> teams, Set<String> known) {
    Map<String, TeamEntry> byId =
        teams.stream().collect(Collectors.toMap(TeamEntry::id, team -> team, (a, b) -> a));
    for (TeamEntry team : teams) {
      // Above the catalog's teams stand groups that nobody needs here.
      if (team.parent() != null && team.line() > 0) {
        requireKnownTeam(team.line(), team.parent(), known);
      }
      Set<String> below = new HashSet<>();
      TeamEntry above = team;
      while (above != null && below.add(above.id())) {
        above = above.parent() == null ? null : byId.get(above.parent());
      }
      problems.require(
          above == null || !above.id().equals(team.id()),
          "line %d: the team \"%s\" stands above itself".formatted(team.line(), team.id()));
    }
  }

  /** Patterns of two teams may meet in a repository that one of them should name. */
  private void requireOneOwner(List<TeamEntry> teams, Set<String> repositories) {
    RepositoryOwners owners = new RepositoryOwners(teams);
    for (String repository : repositories) {
      List<Claim> all = owners.all(repository);
      List<Claim> kept = owners.of(repository);
      all.stream()
          .filter(claim -> claim.isPattern() && !kept.contains(claim))
          .forEach(claim -> tellTwo(repository, claim, kept));
    }
  }

  private void tellTwo(String repository, Claim claim, List<Claim> kept) {
    kept.stream()
        .filter(other -> !other.team().equals(claim.team()))
        .filter(other -> other.owned().overlaps(claim.owned()))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    ("line %d: the repository \"%s\" of team \"%s\" is at the same time that of team"
                            + " \"%s\", on line %d; name it in full at one of them")
                        .formatted(
                            claim.owned().line(),
                            repository,
                            claim.team(),
                            other.team(),
                            other.owned().line())));
  }

  /** A service may be known from a collection alone, so this is no error. */
  private void noteUnknown(String kind, List<Owned> owned, Set<String> known) {
    for (Owned one : owned) {
      if (!one.name().contains("*") && !one.name().isEmpty() && !known.contains(one.name())) {
        notes.add(
            one.line(),
            "the %s \"%s\" is owned and not described in this file%s"
                .formatted(kind, one.name(), Suggestion.forUnknown(one.name(), known)));
      }
    }
  }
}
