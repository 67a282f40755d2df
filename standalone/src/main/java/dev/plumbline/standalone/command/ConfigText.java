package dev.plumbline.standalone.command;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.PersonEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.TeamKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A first organisation file as text, with comments that explain it. */
final class ConfigText {

  /** Nothing but what must be there. */
  static final String EMPTY = "schema: idp-impact/v1\norganisation: {id: acme}\n";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]*");
  private static final Pattern NO_TEXT =
      Pattern.compile("(?i)null|true|false|yes|no|on|off|[0-9._-]+");

  private final StringBuilder text = new StringBuilder(8_192);

  private ConfigText() {}

  /** An example. */
  static String example(String schema) {
    return head(schema, "acme") + ConfigTemplate.EXAMPLE + ConfigTemplate.SECTIONS;
  }

  /** What another system knows. */
  static String of(ConfigDraft draft, String schema) {
    ConfigText text = new ConfigText();
    text.append(draft);
    return head(schema, draft.organisation()) + text.text + ConfigTemplate.SECTIONS;
  }

  private static String head(String schema, String organisation) {
    return ConfigTemplate.HEAD.formatted(schema, scalar(organisation));
  }

  private void append(ConfigDraft draft) {
    list("teams", draft.teams().stream().map(team -> team(team, draft)).toList());
    list("people", draft.people().stream().map(ConfigText::person).toList());
    list("services", draft.services().stream().map(ConfigText::service).toList());
    if (!draft.remarks().isEmpty()) {
      text.append("# Nobody owns these yet; add each to \"owns\" of its team:\n");
      draft.remarks().forEach(remark -> text.append("# ").append(remark).append('\n'));
    }
    list(
        "repositories",
        draft.repositories().stream().map(id -> "{id: %s}".formatted(scalar(id))).toList());
  }

  private void list(String key, List<String> items) {
    if (!items.isEmpty()) {
      text.append(key).append(":\n");
      items.forEach(item -> text.append("  - ").append(item).append('\n'));
      text.append('\n');
    }
  }

  private static String team(TeamEntry team, ConfigDraft draft) {
    List<String> lines = new ArrayList<>();
    lines.add("id: " + scalar(team.id()));
    if (team.kind() != TeamKind.STREAM) {
      lines.add("kind: " + team.kind().name().toLowerCase(Locale.ROOT));
    }
    addList(lines, "aliases", team.aliases());
    boolean isParentKnown =
        draft.teams().stream().anyMatch(other -> other.id().equals(team.parent()));
    if (team.parent() != null && isParentKnown) {
      lines.add("parent: " + scalar(team.parent()));
    }
    addList(lines, "members", names(team.members()));
    List<String> owns = new ArrayList<>();
    addList(owns, "repos", names(team.repositories()));
    addList(owns, "services", draft.serviceOwners().getOrDefault(team.id(), List.of()));
    if (!owns.isEmpty()) {
      lines.add("owns: {" + String.join(", ", owns) + "}");
    }
    return String.join("\n    ", lines);
  }

  private static List<String> names(List<Owned> owned) {
    return owned.stream().map(Owned::name).toList();
  }

  private static void addList(List<String> lines, String key, Collection<String> items) {
    if (!items.isEmpty()) {
      lines.add(key + ": " + sequence(items));
    }
  }

  private static String person(PersonEntry person) {
    List<String> keys = new ArrayList<>();
    keys.add("id: " + scalar(person.id()));
    if (!person.logins().isEmpty()) {
      keys.add("logins: " + accounts(person.logins()));
    }
    if (!person.ids().isEmpty()) {
      keys.add("ids: " + accounts(person.ids()));
    }
    return "{" + String.join(", ", keys) + "}";
  }

  private static String accounts(Map<String, List<String>> accounts) {
    return accounts.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + (entry.getValue().size() == 1
                        ? scalar(entry.getValue().get(0))
                        : sequence(entry.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String service(ServiceEntry service) {
    String paths = service.paths().isEmpty() ? "" : ", paths: " + sequence(service.paths());
    return "{id: %s, repository: %s%s}"
        .formatted(scalar(service.id()), scalar(service.repository()), paths);
  }

  private static String sequence(Collection<String> items) {
    return items.stream().map(ConfigText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Plain where nobody could take it for something else; what JSON quotes is YAML, too. */
  private static String scalar(String value) {
    boolean isPlain = PLAIN.matcher(value).matches() && !NO_TEXT.matcher(value).matches();
    return isPlain ? value : Instance.JSON.getNodeFactory().textNode(value).toString();
  }
}
