package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.RepositoryEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the organisation file, and says everything that is wrong with it. */
public final class OrganisationFileReader {

  private static final String SCHEMA = "idp-impact/v1";
  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}@]{1,200}");
  private static final String NAME_RULE = "a name of 1 to 200 characters without spaces or @";
  private static final Pattern REPOSITORY =
      Pattern.compile("(?=.{3,200}$)[^\\s\\p{Cntrl}@*/:]+(/[^\\s\\p{Cntrl}@*/:]+)+");
  private static final String REPOSITORY_RULE = "a repository as owner/name";
  private static final Pattern ALIAS =
      Pattern.compile("[a-z][a-z0-9-]{0,39}:[^\\s\\p{Cntrl}@*]{1,200}");
  private static final String ALIAS_RULE = "a repository at a source as github:owner/name";
  private static final Pattern QUEUE =
      Pattern.compile("([a-z][a-z0-9-]{0,39}:)?[^\\s\\p{Cntrl}@*:]{1,200}");
  private static final String QUEUE_RULE =
      "a queue as OPS, a project of Jira, or with its source as jira:OPS or github:owner/name";
  private static final String JIRA = "jira:";
  private static final String PRODUCTION = "production";

  private final Problems problems = new Problems();

  private OrganisationFileReader() {}

  /**
   * Reads the file.
   *
   * @param bytes UTF-8
   * @throws InvalidInputException with everything that is wrong, each with its line
   */
  public static OrganisationFile read(byte[] bytes) {
    return new OrganisationFileReader().file(decoded(bytes));
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(List.of("Expected the file to be UTF-8"));
    }
  }

  private OrganisationFile file(String text) {
    YamlNode root = YamlReader.read(text, problems);
    Section file =
        Section.of(
            root,
            "the file",
            problems,
            "schema",
            "organisation",
            "teams",
            "services",
            "repositories");
    if (file == null) {
      problems.throwIfAny();
      throw new IllegalStateException("Expected a problem to be told");
    }
    file.name("schema", Pattern.compile(Pattern.quote(SCHEMA)), SCHEMA);
    Section organisation = organisation(file);
    String id = organisation == null ? "" : organisation.name("id", NAME, NAME_RULE);
    ZoneId timezone = organisation == null ? ZoneOffset.UTC : timezone(organisation);
    List<TeamEntry> teams = file.list("teams", this::team);
    List<ServiceEntry> services = file.list("services", this::service);
    List<RepositoryEntry> repositories = file.list("repositories", this::repository);
    List<String> notes = new Consistency(problems).check(teams, services, repositories);
    problems.throwIfAny();
    return new OrganisationFile(id, timezone, teams, services, repositories, notes);
  }

  private @Nullable Section organisation(Section file) {
    YamlNode value = file.value("organisation");
    if (value == null) {
      problems.add("line %d: expected \"organisation\" with its id".formatted(file.line()));
      return null;
    }
    return Section.of(value, "the organisation", problems, "id", "timezone");
  }

  private ZoneId timezone(Section organisation) {
    if (organisation.value("timezone") == null) {
      return ZoneOffset.UTC;
    }
    String name = organisation.name("timezone", NAME, "a time zone such as Europe/Berlin");
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      problems.add(
          "line %d: expected a time zone such as Europe/Berlin, got \"%s\""
              .formatted(organisation.line("timezone"), name));
      return ZoneOffset.UTC;
    }
  }

  private @Nullable TeamEntry team(YamlNode node) {
    Section team =
        Section.of(node, "a team", problems, "id", "kind", "platform_adopted", "queues", "owns");
    if (team == null) {
      return null;
    }
    Section owns = owns(team);
    return new TeamEntry(
        team.line(),
        team.name("id", NAME, NAME_RULE),
        team.choice("kind", TeamKind.class, TeamKind.STREAM),
        team.date("platform_adopted"),
        owned(team, "queues", "queue", QUEUE, QUEUE_RULE).stream()
            .map(OrganisationFileReader::withSource)
            .toList(),
        owns == null ? List.of() : owned(owns, "repos", "repo", REPOSITORY, REPOSITORY_RULE),
        owns == null ? List.of() : owned(owns, "services", "service", NAME, NAME_RULE));
  }

  private @Nullable Section owns(Section team) {
    YamlNode value = team.value("owns");
    return value == null
        ? null
        : Section.of(value, "what a team owns", problems, "repos", "services");
  }

  private static Owned withSource(Owned queue) {
    return queue.name().contains(":")
        ? queue
        : new Owned(queue.line(), JIRA + queue.name(), queue.from(), queue.to());
  }

  private List<Owned> owned(
      Section section, String key, String nameKey, Pattern pattern, String rule) {
    return section.list(
        key,
        item ->
            item instanceof YamlNode.Mapping
                ? ownedForSomeTime(item, nameKey, pattern, rule)
                : new Owned(item.line(), section.name(item, key, pattern, rule), null, null));
  }

  private @Nullable Owned ownedForSomeTime(
      YamlNode item, String nameKey, Pattern pattern, String rule) {
    Section owned =
        Section.of(item, "a " + nameKey + " owned for some time", problems, nameKey, "from", "to");
    if (owned == null) {
      return null;
    }
    LocalDate from = owned.date("from");
    LocalDate to = owned.date("to");
    problems.require(
        from == null || to == null || from.isBefore(to),
        "line %d: expected \"from\" before \"to\", got %s and %s"
            .formatted(owned.line(), from, to));
    return new Owned(owned.line(), owned.name(nameKey, pattern, rule), from, to);
  }

  private @Nullable ServiceEntry service(YamlNode node) {
    Section service = Section.of(node, "a service", problems, "id", "repository", "environments");
    if (service == null) {
      return null;
    }
    return new ServiceEntry(
        service.line(),
        service.name("id", NAME, NAME_RULE),
        service.name("repository", REPOSITORY, REPOSITORY_RULE),
        environments(service));
  }

  private Set<String> environments(Section service) {
    if (service.value("environments") == null) {
      return Set.of(PRODUCTION);
    }
    Set<String> environments =
        new LinkedHashSet<>(
            service.list(
                "environments", item -> service.name(item, "environments", NAME, NAME_RULE)));
    problems.require(
        !environments.isEmpty(),
        "line %d: expected at least one environment, or no such key for production"
            .formatted(service.line("environments")));
    return environments;
  }

  private @Nullable RepositoryEntry repository(YamlNode node) {
    Section repository = Section.of(node, "a repository", problems, "id", "aliases");
    if (repository == null) {
      return null;
    }
    return new RepositoryEntry(
        repository.line(),
        repository.name("id", REPOSITORY, REPOSITORY_RULE),
        repository.list("aliases", item -> repository.name(item, "aliases", ALIAS, ALIAS_RULE)));
  }
}
