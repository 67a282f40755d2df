package dev.plumbline.ingest.organisation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.plumbline.ingest.organisation.OrganisationFile.Fallbacks;
import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.catalog.Entity;
import dev.plumbline.ingest.organisation.catalog.EntityReference;
import dev.plumbline.ingest.organisation.catalog.SourceLocation;
import dev.plumbline.organisation.TeamKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Backstage's entities as entries of the file: components are services, groups teams, users people,
 * and a system's owner is that of its components that name none.
 */
final class BackstageEntries {

  private static final Set<String> USED = Set.of("component", "group", "user", "system");
  private static final String LIBRARY = "library";
  private static final String GROUP = "group";

  private final Notes notes;
  private final OrganisationFile file;
  private final List<Entity> entities;
  private final Map<String, TeamEntry> teams = new LinkedHashMap<>();
  private final Map<String, PersonEntry> people = new LinkedHashMap<>();
  private final Map<String, ServiceEntry> services = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private int added;
  private int known;

  BackstageEntries(Notes notes, OrganisationFile file, List<Entity> entities) {
    this.notes = notes;
    this.file = file;
    this.entities = entities;
    file.teams().forEach(team -> teams.put(team.id(), team));
    file.people().forEach(person -> people.put(person.id(), person));
    file.services().forEach(service -> services.put(service.id(), service));
  }

  /** The file with all of it. */
  OrganisationFile added() {
    count("teams", () -> of(GROUP).forEach(this::addTeam));
    count("people", () -> of("user").forEach(this::addPerson));
    count("services", () -> of("component").forEach(this::addService));
    noteUnused();
    return new OrganisationFile(
        file.id(),
        file.timezone(),
        List.copyOf(teams.values()),
        List.copyOf(people.values()),
        List.copyOf(services.values()),
        file.repositories(),
        file.settings(),
        file.programme(),
        new Fallbacks(owners, file.fallbacks().codeowners()),
        file.notes());
  }

  private void count(String what, Runnable addition) {
    added = 0;
    known = 0;
    addition.run();
    if (added + known > 0) {
      notes.add(
          "Catalog: %d %s came from it%s"
              .formatted(
                  added, what, known == 0 ? "" : ", %d are in the file already".formatted(known)));
    }
  }

  private List<Entity> of(String kind) {
    Map<String, Entity> byName = new LinkedHashMap<>();
    for (Entity entity : entities) {
      if (entity.kind().equals(kind)) {
        Entity first = byName.putIfAbsent(entity.name(), entity);
        if (first != null) {
          ignore(entity, "the %s is there already, at %s".formatted(kind, first.place()));
        }
      }
    }
    return List.copyOf(byName.values());
  }

  private void addTeam(Entity group) {
    TeamEntry known = teams.get(group.name());
    if (isNamed(group, Names.NAME)) {
      List<Owned> members = members(group);
      TeamEntry team = known == null ? team(group, members) : withMembers(known, members);
      teams.put(team.id(), team);
      count(known == null);
    }
  }

  private static TeamEntry team(Entity group, List<Owned> members) {
    String slug = group.annotation("github.com/team-slug");
    String parent = EntityReference.of(group.spec("parent"), GROUP).name();
    return new TeamEntry(
        0,
        group.name(),
        kind(group),
        slug.isEmpty() ? List.of() : List.of("github:" + slug),
        parent.isEmpty() ? null : parent,
        null,
        members,
        List.of(),
        List.of(),
        List.of());
  }

  /** A team of the file that says nothing of its members has the catalog's. */
  private static TeamEntry withMembers(TeamEntry team, List<Owned> members) {
    return team.members().isEmpty()
        ? new TeamEntry(
            team.line(),
            team.id(),
            team.kind(),
            team.aliases(),
            team.parent(),
            team.platformAdopted(),
            members,
            team.queues(),
            team.repositories(),
            team.services())
        : team;
  }

  /** Types are the organisation's own words, of which some are ours. */
  private static TeamKind kind(Entity group) {
    String type = group.spec("type").toUpperCase(Locale.ROOT);
    return Arrays.stream(TeamKind.values())
        .filter(kind -> kind.name().equals(type))
        .findFirst()
        .orElse(TeamKind.STREAM);
  }

  /** Groups name their members, users their groups; one of the two is enough. */
  private List<Owned> members(Entity group) {
    Set<String> members = new LinkedHashSet<>();
    group.specs("members").forEach(user -> members.add(EntityReference.of(user, "user").name()));
    for (Entity user : of("user")) {
      boolean isMember =
          user.specs("memberOf").stream()
              .anyMatch(name -> EntityReference.of(name, GROUP).name().equals(group.name()));
      if (isMember) {
        members.add(user.name());
      }
    }
    return members.stream().map(name -> new Owned(0, name, null, null)).toList();
  }

  private void addPerson(Entity user) {
    if (isNamed(user, Names.NAME)) {
      boolean isNew = !people.containsKey(user.name());
      people.putIfAbsent(
          user.name(),
          new PersonEntry(0, user.name(), null, logins(user), Map.of(), null, null, List.of()));
      count(isNew);
    }
  }

  private static Map<String, List<String>> logins(Entity user) {
    Map<String, List<String>> logins = new TreeMap<>();
    put(logins, "github", user.annotation("github.com/user-login"));
    put(logins, People.GIT, user.profile("email"));
    return logins;
  }

  private static void put(Map<String, List<String>> logins, String source, String login) {
    if (!login.isBlank() && !login.matches(".*\\s.*")) {
      logins.put(source, List.of(login));
    }
  }

  private void addService(Entity component) {
    if (component.spec("type").equals(LIBRARY) || !isNamed(component, Names.NAME)) {
      return;
    }
    addOwner(component);
    boolean isKnown = services.containsKey(component.name());
    Optional<SourceLocation> source =
        SourceLocation.of(component)
            .filter(found -> Names.REPOSITORY.matcher(found.repository()).matches());
    if (isKnown) {
      count(false);
    } else if (source.isPresent()) {
      services.put(component.name(), service(component, source.get()));
      count(true);
    } else {
      ignore(
          component,
          "no repository of the component is known; annotate backstage.io/source-location or"
              + " github.com/project-slug");
    }
  }

  private static ServiceEntry service(Entity component, SourceLocation source) {
    boolean hasPath = Names.PATH.matcher(source.path()).matches();
    return new ServiceEntry(
        0,
        component.name(),
        source.repository(),
        Set.of(ServiceReader.PRODUCTION),
        hasPath ? List.of(source.path()) : List.of());
  }

  private void addOwner(Entity component) {
    String named =
        component.spec("owner").isEmpty() ? systemOwner(component) : component.spec("owner");
    if (named.isEmpty()) {
      return;
    }
    EntityReference owner = EntityReference.of(named, GROUP);
    if (!owner.kind().equals(GROUP) || !Names.NAME.matcher(owner.name()).matches()) {
      notes.add(
          "%s: the owner \"%s\" of \"%s\" is no group and stays aside"
              .formatted(component.place(), named, component.name()));
      return;
    }
    owners.put(component.name(), owner.name());
    if (!teams.containsKey(owner.name())) {
      notes.add(
          "%s: the team \"%s\" is known as an owner only"
              .formatted(component.place(), owner.name()));
      teams.put(owner.name(), nameless(owner.name()));
    }
  }

  private static TeamEntry nameless(String id) {
    return new TeamEntry(
        0, id, TeamKind.STREAM, List.of(), null, null, List.of(), List.of(), List.of(), List.of());
  }

  private String systemOwner(Entity component) {
    String system = EntityReference.of(component.spec("system"), "system").name();
    return entities.stream()
        .filter(entity -> entity.kind().equals("system") && entity.name().equals(system))
        .map(entity -> entity.spec("owner"))
        .findFirst()
        .orElse("");
  }

  private boolean isNamed(Entity entity, Pattern pattern) {
    boolean isNamed = pattern.matcher(entity.name()).matches();
    if (!isNamed) {
      ignore(entity, "expected " + Names.NAME_RULE);
    }
    return isNamed;
  }

  private void count(boolean isNew) {
    added += isNew ? 1 : 0;
    known += isNew ? 0 : 1;
  }

  private void ignore(Entity entity, String because) {
    notes.add("%s: ignored \"%s\": %s".formatted(entity.place(), entity.name(), because));
  }

  private void noteUnused() {
    List<String> unused = new ArrayList<>();
    entities.stream()
        .filter(entity -> !USED.contains(entity.kind()))
        .collect(groupingBy(Entity::kind, TreeMap::new, counting()))
        .forEach((kind, number) -> unused.add(number + " of kind " + kind));
    long libraries =
        entities.stream()
            .filter(entity -> entity.kind().equals("component"))
            .filter(entity -> entity.spec("type").equals(LIBRARY))
            .count();
    if (libraries > 0) {
      unused.add(libraries + " components of type library");
    }
    if (!unused.isEmpty()) {
      notes.add("Catalog: not used: " + String.join(", ", unused));
    }
  }
}
