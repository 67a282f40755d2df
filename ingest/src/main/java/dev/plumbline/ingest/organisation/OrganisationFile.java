package dev.plumbline.ingest.organisation;

import dev.plumbline.organisation.TeamKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation says about itself. Every entry is valid by itself and with the others.
 *
 * @param id the organisation's own name
 * @param timezone where its days begin; results are by UTC days so far
 * @param notes what is allowed and may still be a mistake, as sentences with their line
 */
public record OrganisationFile(
    String id,
    ZoneId timezone,
    List<TeamEntry> teams,
    List<ServiceEntry> services,
    List<RepositoryEntry> repositories,
    List<String> notes) {

  /**
   * A team with what it owns.
   *
   * @param platformAdopted first day on the platform, null for not (yet)
   */
  record TeamEntry(
      int line,
      String id,
      TeamKind kind,
      @Nullable LocalDate platformAdopted,
      List<Owned> queues,
      List<Owned> repositories,
      List<Owned> services) {}

  /**
   * Something that a team owns for some time.
   *
   * @param name a service, a repository, or a queue as source and native name, "jira:OPS"
   * @param from first day, null for always
   * @param to first day that is no longer the team's, null for still
   */
  record Owned(int line, String name, @Nullable LocalDate from, @Nullable LocalDate to) {

    boolean overlaps(Owned other) {
      return isBefore(from, other.to) && isBefore(other.from, to);
    }

    private static boolean isBefore(@Nullable LocalDate from, @Nullable LocalDate to) {
      return from == null || to == null || from.isBefore(to);
    }
  }

  /** A service, the repository it is built from and where it runs. */
  record ServiceEntry(int line, String id, String repository, Set<String> environments) {}

  /** A repository with its other names, each as source and name, "github:old/name". */
  record RepositoryEntry(int line, String id, List<String> aliases) {}
}
