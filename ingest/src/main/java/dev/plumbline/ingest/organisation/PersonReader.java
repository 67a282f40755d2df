package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;

import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.validation.Problems;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads people with their accounts. */
final class PersonReader {

  /** An address in commits has an @, and a Jira account id colons. */
  private static final Pattern ACCOUNT = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");

  private static final String ACCOUNT_RULE = "an account without spaces";

  private final Problems problems;
  private final OwnedReader owned;

  PersonReader(Problems problems) {
    this.problems = problems;
    this.owned = new OwnedReader(problems);
  }

  @Nullable PersonEntry person(YamlNode node) {
    Section person =
        Section.of(
            node, "a person", problems, "id", "role", "logins", "ids", "hr_start", "left", "teams");
    if (person == null) {
      return null;
    }
    LocalDate start = person.date("hr_start");
    LocalDate left = person.date("left");
    if (start != null && left != null && left.isBefore(start)) {
      person.wrong(
          person.line("left"),
          "expected \"left\" not before \"hr_start\", got %s and %s".formatted(left, start));
    }
    return new PersonEntry(
        person.line(),
        person.name("id", NAME, NAME_RULE),
        person.optionalName("role", NAME, NAME_RULE),
        accounts(person.names("logins", "logins")),
        accounts(person.names("ids", "ids")),
        start,
        left,
        owned.list(person, "teams", "team", NAME, NAME_RULE));
  }

  private static Map<String, List<String>> accounts(@Nullable Section section) {
    Map<String, List<String>> accounts = new LinkedHashMap<>();
    if (section != null) {
      for (String source : section.keys()) {
        section.require(
            Names.SOURCE.matcher(source).matches(),
            source,
            "expected %s, got \"%s\"".formatted(Names.SOURCE_RULE, source));
        accounts.put(source, section.oneOrMore(source, ACCOUNT, ACCOUNT_RULE));
      }
    }
    return accounts;
  }
}
