package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.Ownership;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Notes what is right and will still be missed when figures are read. */
final class Worries {

  private final Notes notes;
  private final int smallestGroup;

  Worries(Notes notes, int smallestGroup) {
    this.notes = notes;
    this.smallestGroup = smallestGroup;
  }

  void note(OrganisationFile file) {
    People people = new People(file);
    Set<String> described =
        file.people().stream().map(PersonEntry::id).collect(Collectors.toCollection(TreeSet::new));
    for (TeamEntry team : file.teams()) {
      noteSmall(team, people);
      noteStrangers(team, described);
    }
    noteUnmatched(file.people());
    noteUnowned(file);
  }

  private void noteSmall(TeamEntry team, People people) {
    int size = people.presentMembers(team.id()).size();
    if (size > 0 && size < smallestGroup) {
      add(
          team.line(),
          "the team \"%s\" has %d people, fewer than %d: its figures about people will not be shown"
              .formatted(team.id(), size, smallestGroup));
    }
  }

  /** Catalogs may leave people out on purpose. */
  private void noteStrangers(TeamEntry team, Set<String> described) {
    List<String> strangers =
        team.members().stream()
            .filter(member -> member.line() > 0 && !described.contains(member.name()))
            .map(Owned::name)
            .toList();
    if (!strangers.isEmpty()) {
      add(
          team.line(),
          "members of the team \"%s\" without an entry under people, so that no account is theirs: %s"
              .formatted(team.id(), String.join(", ", strangers)));
    }
  }

  /** GitHub tells the account's number with everything it says, and logins change hands. */
  private void noteUnmatched(List<PersonEntry> people) {
    List<PersonEntry> unmatched =
        people.stream()
            .filter(person -> person.logins().containsKey("github"))
            .filter(person -> !person.ids().containsKey("github"))
            .toList();
    if (!unmatched.isEmpty()) {
      add(
          unmatched.get(0).line(),
          "people with a login at github and no number under ids, by which alone GitHub's accounts"
              + " are recognised: %d; https://api.github.com/users/LOGIN tells it as \"id\""
                  .formatted(unmatched.size()));
    }
  }

  private void noteUnowned(OrganisationFile file) {
    Map<String, List<Ownership>> owners = new ServiceOwners(file).ofDescribed();
    owners.forEach(
        (service, owned) -> {
          if (owned.isEmpty()) {
            notes.add("The service \"%s\" is nobody's".formatted(service));
          }
          noteGap(service, owned);
        });
  }

  private void noteGap(String service, List<Ownership> owned) {
    for (int i = 1; i < owned.size(); i++) {
      LocalDate end = owned.get(i - 1).getTo();
      LocalDate start = owned.get(i).getFrom();
      if (end != null && start != null && end.isBefore(start)) {
        notes.add("The service \"%s\" is nobody's from %s to %s".formatted(service, end, start));
      }
    }
  }

  private void add(int line, String sentence) {
    if (line > 0) {
      notes.add(line, sentence);
    } else {
      notes.add("Catalog: " + sentence);
    }
  }
}
