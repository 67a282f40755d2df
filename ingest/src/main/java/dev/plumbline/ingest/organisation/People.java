package dev.plumbline.ingest.organisation;

import dev.plumbline.event.PersonKey;
import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.TeamMembership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is of which team, and which accounts are whose. */
final class People {

  /** Its logins are the addresses in commits. */
  static final String GIT = "git";

  private static final Comparator<TeamMembership> BY_START =
      Comparator.comparing(
              TeamMembership::getFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TeamMembership::getTeam);

  private final OrganisationFile file;
  private final Map<String, List<TeamMembership>> memberships = new LinkedHashMap<>();

  People(OrganisationFile file) {
    this.file = file;
    file.people().forEach(person -> person.teams().forEach(team -> add(person.id(), team)));
    for (TeamEntry team : file.teams()) {
      for (Owned member : team.members()) {
        // What the person says of the same team has dates, or is the same.
        if (list(member.name()).stream().noneMatch(one -> one.getTeam().equals(team.id()))) {
          list(member.name()).add(new TeamMembership(team.id(), member.from(), member.to()));
        }
      }
    }
    memberships.values().forEach(list -> list.sort(BY_START));
  }

  private void add(String person, Owned team) {
    list(person).add(new TeamMembership(team.name(), team.from(), team.to()));
  }

  private List<TeamMembership> list(String person) {
    return memberships.computeIfAbsent(person, any -> new ArrayList<>());
  }

  /** Those whose membership has no end, and who have not left. */
  Set<String> presentMembers(String team) {
    Set<String> gone =
        file.people().stream()
            .filter(person -> person.left() != null)
            .map(PersonEntry::id)
            .collect(Collectors.toSet());
    Set<String> present = new TreeSet<>();
    memberships.forEach(
        (person, list) -> {
          boolean isPresent =
              list.stream().anyMatch(one -> one.getTeam().equals(team) && one.getTo() == null);
          if (isPresent && !gone.contains(person)) {
            present.add(person);
          }
        });
    return present;
  }

  /** A record for each account. */
  Map<PersonKey, Person> records(Pseudonyms pseudonyms) {
    Map<PersonKey, Person> records = new LinkedHashMap<>();
    for (PersonEntry entry : file.people()) {
      Person person =
          Person.newBuilder()
              .setPerson(pseudonyms.ofPerson(entry.id()))
              .setRole(entry.role())
              .setMemberships(memberships.getOrDefault(entry.id(), List.of()))
              .setHrStart(entry.hrStart())
              .setLeft(entry.left())
              .build();
      keys(entry, pseudonyms).forEach(key -> records.put(key, person));
    }
    return records;
  }

  private static List<PersonKey> keys(PersonEntry person, Pseudonyms pseudonyms) {
    List<PersonKey> keys = new ArrayList<>();
    person
        .logins()
        .forEach(
            (source, logins) ->
                logins.forEach(
                    login -> keys.add(new PersonKey(source, ofLogin(source, login, pseudonyms)))));
    person
        .ids()
        .forEach(
            (source, ids) ->
                ids.forEach(
                    id -> keys.add(new PersonKey(source, pseudonyms.ofAccount(source, id)))));
    return keys;
  }

  private static String ofLogin(String source, String login, Pseudonyms pseudonyms) {
    String ofAddress = source.equals(GIT) ? pseudonyms.of("", login) : null;
    return ofAddress == null ? pseudonyms.ofAccount(source, login) : ofAddress;
  }
}
