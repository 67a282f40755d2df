package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.catalog.Codeowners;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.TeamKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation says about itself, in its file and in the catalogs that go with it. Every
 * entry is valid by itself and with the others.
 *
 * @param id the organisation's own name
 * @param timezone where its days begin; results are by UTC days so far
 * @param settings rules that calculations follow, complete
 * @param programme null where the file has none
 * @param fallbacks owners of what nobody owns in the file
 * @param notes what is allowed and may still be a mistake, as sentences with their line
 */
public record OrganisationFile(
    String id,
    ZoneId timezone,
    List<TeamEntry> teams,
    List<PersonEntry> people,
    List<ServiceEntry> services,
    List<RepositoryEntry> repositories,
    Settings settings,
    @Nullable ProgrammeEntry programme,
    Fallbacks fallbacks,
    List<String> notes) {

  /** The owning team of each service, as a catalog says. */
  public Map<String, String> serviceOwners() {
    return fallbacks.services();
  }

  /**
   * A team with what it owns.
   *
   * @param aliases other names, each as source and name, "github:acme/checkout"
   * @param platformAdopted first day on the platform, null for not (yet)
   * @param repositories names in full, or with * for any characters but a slash
   */
  public record TeamEntry(
      int line,
      String id,
      TeamKind kind,
      List<String> aliases,
      @Nullable String parent,
      @Nullable LocalDate platformAdopted,
      List<Owned> members,
      List<Owned> queues,
      List<Owned> repositories,
      List<Owned> services) {}

  /**
   * Something that a team owns, or somebody who is of a team, for some time.
   *
   * @param name a service, a repository, a queue as source and native name, "jira:OPS", a person
   * @param from first day, null for always
   * @param to first day that is no longer the team's, null for still
   */
  public record Owned(int line, String name, @Nullable LocalDate from, @Nullable LocalDate to) {

    boolean overlaps(Owned other) {
      return isBefore(from, other.to) && isBefore(other.from, to);
    }

    private static boolean isBefore(@Nullable LocalDate from, @Nullable LocalDate to) {
      return from == null || to == null || from.isBefore(to);
    }
  }

  /**
   * A person with accounts.
   *
   * @param logins names of accounts by source; of Git, addresses in commits
   * @param ids the accounts' own identifiers by source
   * @param teams where this person is and was, each with the name of the team
   */
  public record PersonEntry(
      int line,
      String id,
      @Nullable String role,
      Map<String, List<String>> logins,
      Map<String, List<String>> ids,
      @Nullable LocalDate hrStart,
      @Nullable LocalDate left,
      List<Owned> teams) {}

  /**
   * A service, the repository it is built from and where it runs.
   *
   * @param paths directories or files of the repository that are its own; none for no particular
   */
  public record ServiceEntry(
      int line, String id, String repository, Set<String> environments, List<String> paths) {}

  /** A repository with its other names, each as source and name, "github:old/name". */
  public record RepositoryEntry(int line, String id, List<String> aliases) {}

  /** Both days inclusive; an open end is null. */
  record Window(int line, String name, LocalDate from, @Nullable LocalDate to) {}

  /** Teams that adopt the platform together. */
  record CohortEntry(
      int line,
      String id,
      List<String> teams,
      @Nullable LocalDate adopted,
      @Nullable LocalDate planned,
      @Nullable String selection,
      @Nullable Boolean mandated) {}

  /** Something else that happened. */
  record EventEntry(
      int line, LocalDate from, @Nullable LocalDate to, String what, String affects) {}

  /** The platform programme. */
  record ProgrammeEntry(
      int line,
      List<Window> phases,
      @Nullable Window baseline,
      List<CohortEntry> cohorts,
      List<EventEntry> events) {}

  /**
   * Owners of what nobody owns in the file.
   *
   * @param services the owning team by service, as a catalog says
   * @param codeowners by repository
   */
  record Fallbacks(Map<String, String> services, Map<String, Codeowners> codeowners) {}
}
