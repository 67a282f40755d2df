package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.ALIAS;
import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.TEAM_ALIAS_RULE;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.validation.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads teams with their members and what they own. */
final class TeamReader {

  private static final String JIRA = "jira:";

  private final Problems problems;
  private final OwnedReader owned;

  TeamReader(Problems problems) {
    this.problems = problems;
    this.owned = new OwnedReader(problems);
  }

  @Nullable TeamEntry team(YamlNode node) {
    Section team =
        Section.of(
            node,
            "a team",
            problems,
            "id",
            "kind",
            "aliases",
            "parent",
            "members",
            "platform_adopted",
            "queues",
            "owns");
    if (team == null) {
      return null;
    }
    Section owns = team.section("owns", "what a team owns", "repos", "services");
    return new TeamEntry(
        team.line(),
        team.name("id", NAME, NAME_RULE),
        team.choice("kind", TeamKind.class, TeamKind.STREAM),
        team.listOfNames("aliases", ALIAS, TEAM_ALIAS_RULE),
        team.optionalName("parent", NAME, NAME_RULE),
        team.date("platform_adopted"),
        owned.list(team, "members", "person", NAME, NAME_RULE),
        queues(team),
        owns == null ? List.of() : repositories(owns),
        owns == null ? List.of() : owned.list(owns, "services", "service", NAME, NAME_RULE));
  }

  private List<Owned> repositories(Section owns) {
    return owned.list(owns, "repos", "repo", Names.REPOSITORIES, Names.REPOSITORIES_RULE);
  }

  private List<Owned> queues(Section team) {
    return owned.list(team, "queues", "queue", Names.QUEUE, Names.QUEUE_RULE).stream()
        .map(TeamReader::withSource)
        .toList();
  }

  private static Owned withSource(Owned queue) {
    return queue.name().contains(":")
        ? queue
        : new Owned(queue.line(), JIRA + queue.name(), queue.from(), queue.to());
  }
}
