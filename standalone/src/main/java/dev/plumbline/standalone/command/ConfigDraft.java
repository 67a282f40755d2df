package dev.plumbline.standalone.command;

import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What another system knows of the organisation.
 *
 * @param serviceOwners teams that own services by name
 * @param remarks what somebody has to decide
 */
record ConfigDraft(
    String organisation,
    List<TeamEntry> teams,
    List<PersonEntry> people,
    List<ServiceEntry> services,
    List<String> repositories,
    Map<String, List<String>> serviceOwners,
    List<String> remarks) {

  /** Everything that was read from a catalog. */
  static ConfigDraft of(OrganisationFile file) {
    Map<String, List<String>> owners = new TreeMap<>();
    file.serviceOwners()
        .forEach(
            (service, team) -> owners.computeIfAbsent(team, any -> new ArrayList<>()).add(service));
    return new ConfigDraft(
        "acme",
        file.teams(),
        file.people(),
        file.services(),
        file.repositories().stream().map(RepositoryEntry::id).toList(),
        owners,
        List.of());
  }
}
