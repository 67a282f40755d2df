package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.yaml.Section;
import java.util.List;
import java.util.regex.Pattern;

/** Checks what is said of privacy, sources, bots and databases. */
final class CollectionSections {

  private static final int SMALLEST_GROUP = 5;
  private static final int LARGEST_GROUP = 1_000;
  private static final int MOST_MONTHS = 1_200;
  private static final int HIGHEST_LEVEL = 5;
  private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Cntrl}@]{1,500}");
  private static final Pattern GLOB = Pattern.compile("[^\\s\\p{Cntrl}]{1,500}");

  private CollectionSections() {}

  /** Notes what is wrong; returns how many people a group must have to be shown. */
  static int check(Section file) {
    checkSources(file);
    checkBots(file);
    checkDatabases(file);
    return privacy(file);
  }

  private static int privacy(Section file) {
    Section privacy =
        file.section(
            "privacy",
            "privacy",
            "min_group_size",
            "pseudonymise",
            "retention_months",
            "person_level_output");
    if (privacy == null) {
      return SMALLEST_GROUP;
    }
    privacy.require(
        !Boolean.FALSE.equals(privacy.flag("pseudonymise")),
        "pseudonymise",
        "expected true as \"pseudonymise\" of privacy: people are always pseudonyms");
    privacy.require(
        !Boolean.TRUE.equals(privacy.flag("person_level_output")),
        "person_level_output",
        "expected false as \"person_level_output\" of privacy: no figure about one person leaves"
            + " the system");
    privacy.wholeNumber("retention_months", 1, MOST_MONTHS);
    Integer smallest = privacy.wholeNumber("min_group_size", SMALLEST_GROUP, LARGEST_GROUP);
    return smallest == null ? SMALLEST_GROUP : smallest;
  }

  private static void checkSources(Section file) {
    Section sources = file.section("sources", "the sources", "github", "tickets", "iac");
    if (sources == null) {
      return;
    }
    Section github = sources.section("github", "the source github", "orgs", "audit_log");
    if (github != null) {
      github.listOfNames("orgs", NAME, NAME_RULE);
      github.optionalName("audit_log", TEXT, TEXT_RULE);
    }
    Section tickets = sources.section("tickets", "the sources of tickets", "jira");
    Section jira =
        tickets == null ? null : tickets.section("jira", "the source jira", "base_url", "projects");
    if (jira != null) {
      jira.optionalName("base_url", URL, "a URL that begins with https or http");
      jira.listOfNames("projects", NAME, NAME_RULE);
    }
    Section iac = sources.section("iac", "infrastructure as code", "states", "inventory");
    if (iac != null) {
      iac.listOfNames("states", GLOB, "a file, an address or a pattern of them, without spaces");
      iac.optionalName("inventory", TEXT, TEXT_RULE);
    }
  }

  private static void checkBots(Section file) {
    Section bots = file.section("bots", "bots", "types", "logins", "agent_label");
    if (bots != null) {
      bots.listOfNames("types", NAME, NAME_RULE);
      bots.listOfNames("logins", GLOB, "a login, or several with *, without spaces");
      bots.optionalName("agent_label", TEXT, TEXT_RULE);
    }
  }

  private static void checkDatabases(Section file) {
    Section databases =
        file.section(
            "databases", "the databases", "kinds", "exclude", "individually_described_from_level");
    if (databases == null) {
      return;
    }
    databases.listOfNames("kinds", NAME, NAME_RULE);
    databases.wholeNumber("individually_described_from_level", 0, HIGHEST_LEVEL);
    Section exclude = databases.section("exclude", "excluded databases", "roles", "schemas");
    if (exclude != null) {
      for (String key : List.of("roles", "schemas")) {
        exclude.listOfNames(key, NAME, NAME_RULE);
      }
    }
  }
}
