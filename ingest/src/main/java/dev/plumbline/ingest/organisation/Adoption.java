package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.CohortEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Since when a team works on the platform. */
final class Adoption {

  private Adoption() {}

  /** As the team says itself, else its cohort; null for not (yet). */
  static @Nullable LocalDate of(TeamEntry team, @Nullable ProgrammeEntry programme) {
    if (team.platformAdopted() != null || programme == null) {
      return team.platformAdopted();
    }
    return programme.cohorts().stream()
        .filter(cohort -> cohort.teams().contains(team.id()))
        .map(CohortEntry::adopted)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
