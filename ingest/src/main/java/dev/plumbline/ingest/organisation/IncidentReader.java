package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.SOURCE;
import static dev.plumbline.ingest.organisation.Names.SOURCE_RULE;
import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.organisation.IncidentRule;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import dev.plumbline.organisation.Settings;
import dev.plumbline.validation.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what counts as an incident, and of which service. */
final class IncidentReader {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(m|h|d)");
  private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
  private static final List<String> SERVICE_KEYS =
      List.of("service", "component", "label", "queue");

  private final Problems problems;

  IncidentReader(Problems problems) {
    this.problems = problems;
  }

  void read(Section file, Settings settings) {
    Section incidents = file.section("incidents", "incidents", "window", "rules", "services");
    if (incidents == null) {
      return;
    }
    Duration window =
        incidents.scalar(
            "window", "a time such as 30m, 24h or 2d, of at most 90d", IncidentReader::duration);
    if (window != null) {
      settings.setIncidentWindowSeconds(window.toSeconds());
    }
    if (incidents.has("rules")) {
      settings.setIncidentRules(incidents.list("rules", this::rule));
    }
    settings.setIncidentServices(incidents.list("services", this::service));
  }

  private static @Nullable Duration duration(String text) {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      return null;
    }
    long number = Long.parseLong(duration.group(1));
    Duration read =
        switch (duration.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    return read.compareTo(LONGEST_WINDOW) > 0 ? null : read;
  }

  private @Nullable IncidentRule rule(YamlNode node) {
    Section rule =
        Section.of(node, "a rule for incidents", problems, "source", "queue", "kind", "label");
    if (rule == null) {
      return null;
    }
    if (rule.keys().stream().noneMatch(rule::has)) {
      rule.wrong(rule.line(), "expected at least one of source, queue, kind, label in a rule");
    }
    return new IncidentRule(
        rule.optionalName("source", SOURCE, SOURCE_RULE),
        rule.optionalName("queue", NAME, NAME_RULE),
        kind(rule),
        rule.optionalName("label", TEXT, TEXT_RULE));
  }

  /** Kinds of tickets are kept in lower case. */
  private static @Nullable String kind(Section rule) {
    String kind = rule.optionalName("kind", TEXT, TEXT_RULE);
    return kind == null ? null : kind.toLowerCase(Locale.ROOT);
  }

  private @Nullable IncidentService service(YamlNode node) {
    Section service =
        Section.of(
            node,
            "a service of incidents",
            problems,
            "source",
            "service",
            "component",
            "label",
            "queue",
            "is");
    if (service == null) {
      return null;
    }
    List<String> given = SERVICE_KEYS.stream().filter(service::has).toList();
    if (given.size() != 1) {
      service.wrong(
          service.line(),
          "expected one of service, component, label, queue, as the source speaks of the service,"
              + " got %s".formatted(given.isEmpty() ? "none" : String.join(" and ", given)));
    }
    String key = given.isEmpty() ? "service" : given.get(0);
    return new IncidentService(
        service.name("source", SOURCE, SOURCE_RULE),
        IncidentServiceKind.valueOf(key.toUpperCase(Locale.ROOT)),
        given.isEmpty() ? "" : service.name(key, TEXT, TEXT_RULE),
        service.name("is", NAME, NAME_RULE));
  }
}
