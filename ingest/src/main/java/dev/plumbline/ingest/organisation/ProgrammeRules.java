package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.CohortEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.EventEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.Window;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks the programme: the order of its dates, and who takes part when. */
final class ProgrammeRules {

  private final Problems problems;
  private final Notes notes;

  ProgrammeRules(Problems problems, Notes notes) {
    this.problems = problems;
    this.notes = notes;
  }

  void check(OrganisationFile file) {
    ProgrammeEntry programme = file.programme();
    if (programme == null) {
      return;
    }
    requireOrder(programme.phases());
    requireEarlyBaseline(programme, file.teams());
    requireCohorts(programme.cohorts(), file.teams());
    requireAffected(programme, file.teams());
    noteLastControl(programme, file.teams());
  }

  private void requireOrder(List<Window> phases) {
    for (int i = 1; i < phases.size(); i++) {
      Window before = phases.get(i - 1);
      Window phase = phases.get(i);
      LocalDate end = Objects.requireNonNull(before.to());
      problems.require(
          phase.from().isAfter(end),
          "line %d: expected the phase %s to begin after %s ended, on %s, got %s"
              .formatted(phase.line(), phase.name(), before.name(), end, phase.from()));
    }
  }

  private void requireEarlyBaseline(ProgrammeEntry programme, List<TeamEntry> teams) {
    Window baseline = programme.baseline();
    if (baseline == null || baseline.to() == null) {
      return;
    }
    LocalDate end = baseline.to();
    Stream.concat(
            programme.cohorts().stream().map(CohortEntry::adopted),
            teams.stream().map(TeamEntry::platformAdopted))
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .ifPresent(
            first ->
                problems.require(
                    end.isBefore(first),
                    "line %d: expected the baseline to end before the first adoption, on %s, got %s"
                        .formatted(baseline.line(), first, end)));
  }

  private void requireCohorts(List<CohortEntry> cohorts, List<TeamEntry> teams) {
    Map<String, TeamEntry> byId = new HashMap<>();
    teams.forEach(team -> byId.put(team.id(), team));
    Map<String, Integer> cohortLines = new HashMap<>();
    Map<String, String> cohortOf = new HashMap<>();
    for (CohortEntry cohort : cohorts) {
      Integer first = cohortLines.putIfAbsent(cohort.id(), cohort.line());
      problems.require(
          first == null || cohort.id().isEmpty(),
          "line %d: the cohort \"%s\" is there already, on line %s"
              .formatted(cohort.line(), cohort.id(), first));
      for (String team : cohort.teams()) {
        requireOneCohort(cohort, team, cohortOf);
        requireTeam(cohort, team, byId);
      }
    }
  }

  private void requireOneCohort(CohortEntry cohort, String team, Map<String, String> cohortOf) {
    String other = cohortOf.putIfAbsent(team, cohort.id());
    problems.require(
        other == null,
        "line %d: the team \"%s\" of the cohort \"%s\" is in \"%s\" already"
            .formatted(cohort.line(), team, cohort.id(), other));
  }

  private void requireTeam(CohortEntry cohort, String id, Map<String, TeamEntry> byId) {
    TeamEntry team = byId.get(id);
    if (team == null) {
      problems.add(
          "line %d: there is no team \"%s\"%s"
              .formatted(cohort.line(), id, Suggestion.forUnknown(id, byId.keySet())));
      return;
    }
    problems.require(
        team.platformAdopted() == null
            || cohort.adopted() == null
            || team.platformAdopted().equals(cohort.adopted()),
        "line %d: the cohort \"%s\" adopted on %s, and its team \"%s\" on %s, on line %d"
            .formatted(
                cohort.line(),
                cohort.id(),
                cohort.adopted(),
                id,
                team.platformAdopted(),
                team.line()));
  }

  private void requireAffected(ProgrammeEntry programme, List<TeamEntry> teams) {
    Set<String> known = new TreeSet<>(Set.of("all"));
    teams.forEach(team -> known.add(team.id()));
    programme.cohorts().forEach(cohort -> known.add(cohort.id()));
    for (EventEntry event : programme.events()) {
      problems.require(
          event.affects().isEmpty() || known.contains(event.affects()),
          "line %d: the known event \"%s\" affects \"%s\", which is no team and no cohort%s"
              .formatted(
                  event.line(),
                  event.what(),
                  event.affects(),
                  Suggestion.forUnknown(event.affects(), known)));
    }
  }

  /** Without a team to compare with, a change can have any other cause. */
  private void noteLastControl(ProgrammeEntry programme, List<TeamEntry> teams) {
    List<TeamEntry> streams =
        teams.stream().filter(team -> team.kind() == TeamKind.STREAM).toList();
    boolean haveAllAdopted =
        streams.stream().allMatch(team -> Adoption.of(team, programme) != null);
    if (!streams.isEmpty() && haveAllAdopted) {
      notes.add(
          programme.line(),
          "every team has adopted the platform: none is left to compare with, so that other causes"
              + " of a change cannot be excluded");
    }
  }
}
