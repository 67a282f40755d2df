package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;

import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.validation.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads services and repositories. */
final class ServiceReader {

  static final String PRODUCTION = "production";

  private final Problems problems;

  ServiceReader(Problems problems) {
    this.problems = problems;
  }

  @Nullable ServiceEntry service(YamlNode node) {
    Section service =
        Section.of(node, "a service", problems, "id", "repository", "environments", "paths");
    if (service == null) {
      return null;
    }
    return new ServiceEntry(
        service.line(),
        service.name("id", NAME, NAME_RULE),
        service.name("repository", Names.REPOSITORY, Names.REPOSITORY_RULE),
        environments(service),
        paths(service));
  }

  private static Set<String> environments(Section service) {
    if (!service.has("environments")) {
      return Set.of(PRODUCTION);
    }
    List<String> environments = service.listOfNames("environments", NAME, NAME_RULE);
    service.require(
        !environments.isEmpty(),
        "environments",
        "expected at least one environment, or no such key for production");
    return new LinkedHashSet<>(environments);
  }

  /** "services/checkout/" and "services/checkout" are the same directory. */
  private static List<String> paths(Section service) {
    return service.listOfNames("paths", Names.PATH, Names.PATH_RULE).stream()
        .map(path -> path.replaceAll("/$", ""))
        .distinct()
        .toList();
  }

  @Nullable RepositoryEntry repository(YamlNode node) {
    Section repository = Section.of(node, "a repository", problems, "id", "aliases");
    if (repository == null) {
      return null;
    }
    return new RepositoryEntry(
        repository.line(),
        repository.name("id", Names.REPOSITORY, Names.REPOSITORY_RULE),
        repository.listOfNames("aliases", Names.ALIAS, Names.ALIAS_RULE));
  }
}
