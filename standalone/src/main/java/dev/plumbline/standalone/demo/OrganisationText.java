package dev.plumbline.standalone.demo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The simulated organisation's own file. */
final class OrganisationText {

  private OrganisationText() {}

  static String of(Organisation organisation) {
    StringBuilder text = new StringBuilder(16_384);
    text.append("schema: idp-impact/v1\norganisation: {id: acme, timezone: UTC}\nteams:\n");
    organisation.teams().forEach(team -> append(text, team, organisation));
    text.append("services:\n");
    for (Service service : organisation.services()) {
      text.append(
          "  - {id: %s, repository: %s, environments: [%s]}%n"
              .formatted(
                  service.id(),
                  service.repository(),
                  service.hasStaging()
                      ? Simulation.PRODUCTION + ", " + Simulation.STAGING
                      : Simulation.PRODUCTION));
    }
    text.append("repositories:\n  - {id: %s}%n".formatted(Simulation.PLATFORM_REPOSITORY));
    text.append("people:\n");
    for (Developer developer : organisation.developers()) {
      text.append(
          "  - {id: %s, role: developer, ids: {github: %d}}%n"
              .formatted(developer.login(), developer.id()));
    }
    // Those that deployments cause come from PagerDuty; Jira's are about no service.
    text.append("incidents: {rules: [{source: github, label: incident}]}\n");
    organisation.teams().stream()
        .map(Team::adopted)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(first -> appendProgramme(text, first));
    return text.toString();
  }

  /** The four phases, in the weeks before and after the first team's adoption. */
  private static void appendProgramme(StringBuilder text, LocalDate first) {
    text.append("programme:\n  phases:\n");
    appendPhase(text, "discovery", first.minusWeeks(16), first.minusWeeks(10));
    appendPhase(text, "integration", first.minusWeeks(10), first.minusWeeks(6));
    appendPhase(text, "deployment", first.minusWeeks(6), first);
    appendPhase(text, "adoption_prep", first, first.plusWeeks(7));
    text.append(
        "  baseline_window: {from: %s, to: %s}%n"
            .formatted(first.minusWeeks(42), first.minusWeeks(16).minusDays(1)));
  }

  private static void appendPhase(StringBuilder text, String phase, LocalDate from, LocalDate end) {
    text.append("    %s: {from: %s, to: %s}%n".formatted(phase, from, end.minusDays(1)));
  }

  private static void append(StringBuilder text, Team team, Organisation organisation) {
    text.append("  - id: %s%n    kind: %s%n".formatted(team.id(), team.kind()));
    LocalDate adopted = team.adopted();
    if (adopted != null) {
      text.append("    platform_adopted: %s%n".formatted(adopted));
    }
    if (!team.queues().isEmpty()) {
      String queues =
          team.queues().stream().map(queue -> '"' + queue + '"').collect(Collectors.joining(", "));
      text.append("    queues: [%s]%n".formatted(queues));
    }
    List<String> services =
        organisation.services().stream()
            .filter(service -> service.team().equals(team))
            .map(Service::id)
            .toList();
    String repositories =
        team.id().equals("platform") ? "repos: [" + Simulation.PLATFORM_REPOSITORY + "], " : "";
    if (!services.isEmpty()) {
      text.append(
          "    owns: {%sservices: [%s]}%n".formatted(repositories, String.join(", ", services)));
    }
  }
}
