package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.TeamKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Teams, members and repositories of an organisation at GitHub, by its REST API. */
final class GithubOrganisation {

  private static final int PAGE = 100;
  private static final int MOST_PAGES = 500;
  private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

  /** Rights to a repository, the least first. */
  private static final List<String> RIGHTS = List.of("push", "maintain", "admin");

  private final RemoteApi api;
  private final String organisation;
  private final Map<String, PersonEntry> people = new TreeMap<>();

  /** The teams with the most rights to a repository, and how much that is. */
  private record Strongest(int right, List<String> teams) {}

  private final Map<String, Strongest> strongest = new TreeMap<>();

  GithubOrganisation(URI url, @Nullable Path tokenFile, String organisation) {
    this.api =
        new RemoteApi(
            url,
            tokenFile,
            Map.of(
                "Accept",
                "application/vnd.github+json",
                "X-GitHub-Api-Version",
                "2022-11-28",
                "User-Agent",
                "plumbline"));
    this.organisation = checked(organisation);
  }

  ConfigDraft read() {
    List<String> repositories = repositories();
    List<JsonNode> found = all("/orgs/%s/teams".formatted(organisation));
    List<List<Owned>> members = new ArrayList<>();
    for (JsonNode team : found) {
      String slug = checked(team.path("slug").asText());
      members.add(members(slug));
      addRights(slug);
    }
    strongest.keySet().retainAll(repositories);
    List<TeamEntry> teams = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      teams.add(team(found.get(i), members.get(i)));
    }
    return new ConfigDraft(
        organisation,
        teams,
        List.copyOf(people.values()),
        List.of(),
        repositories,
        Map.of(),
        remarks(repositories));
  }

  private List<String> repositories() {
    return all("/orgs/%s/repos".formatted(organisation)).stream()
        .filter(repository -> !repository.path("archived").asBoolean())
        .map(repository -> repository.path("full_name").asText())
        .sorted()
        .toList();
  }

  private List<Owned> members(String slug) {
    List<Owned> members = new ArrayList<>();
    for (JsonNode member : all("/orgs/%s/teams/%s/members".formatted(organisation, slug))) {
      if (member.path("type").asText("User").equals("User")) {
        String login = checked(member.path("login").asText());
        people.putIfAbsent(
            login,
            new PersonEntry(
                0,
                login,
                null,
                Map.of("github", List.of(login)),
                Map.of("github", List.of(member.path("id").asText())),
                null,
                null,
                List.of()));
        members.add(new Owned(0, login, null, null));
      }
    }
    return members;
  }

  private void addRights(String slug) {
    for (JsonNode repository : all("/orgs/%s/teams/%s/repos".formatted(organisation, slug))) {
      int right = -1;
      for (String name : RIGHTS) {
        if (repository.path("permissions").path(name).asBoolean()) {
          right = RIGHTS.indexOf(name);
        }
      }
      if (right >= 0) {
        String name = repository.path("full_name").asText();
        strongest.merge(name, new Strongest(right, List.of(slug)), GithubOrganisation::stronger);
      }
    }
  }

  private static Strongest stronger(Strongest one, Strongest other) {
    if (one.right() != other.right()) {
      return one.right() > other.right() ? one : other;
    }
    List<String> both = new ArrayList<>(one.teams());
    both.addAll(other.teams());
    return new Strongest(one.right(), both);
  }

  private TeamEntry team(JsonNode team, List<Owned> members) {
    String slug = team.path("slug").asText();
    String parent = team.path("parent").path("slug").asText("");
    List<Owned> owned =
        strongest.entrySet().stream()
            .filter(entry -> entry.getValue().teams().equals(List.of(slug)))
            .map(entry -> new Owned(0, entry.getKey(), null, null))
            .toList();
    return new TeamEntry(
        0,
        slug,
        TeamKind.STREAM,
        List.of("github:" + organisation + "/" + slug),
        parent.isEmpty() ? null : parent,
        null,
        members,
        List.of(),
        owned,
        List.of());
  }

  private List<String> remarks(List<String> repositories) {
    List<String> remarks = new ArrayList<>();
    for (String repository : repositories) {
      Strongest teams = strongest.get(repository);
      if (teams == null) {
        remarks.add("%s: no team may change it".formatted(repository));
      } else if (teams.teams().size() > 1) {
        remarks.add(
            "%s: %s may all change it as much"
                .formatted(repository, String.join(", ", teams.teams())));
      }
    }
    return remarks;
  }

  /** By number of the page: what an answer says of the next one is not followed. */
  private List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode answer = api.get("%s?per_page=%d&page=%d".formatted(path, PAGE, page));
      if (!answer.isArray()) {
        throw CommandFailure.failed("Expected a list from " + path + ".");
      }
      answer.forEach(items::add);
      if (answer.size() < PAGE) {
        return items;
      }
    }
    throw CommandFailure.failed("Expected at most %d pages of %s.".formatted(MOST_PAGES, path));
  }

  private static String checked(String name) {
    if (!name.matches(NAME)) {
      throw CommandFailure.failed(
          "Expected a name of letters, digits, '-', '_' and '.' at GitHub, got \"%s\"."
              .formatted(name));
    }
    return name;
  }
}
