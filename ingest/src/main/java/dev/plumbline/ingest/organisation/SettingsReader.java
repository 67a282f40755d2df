package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.validation.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the rules that calculations follow; what the file does not say stays as it is by default.
 */
final class SettingsReader {

  /** Short names that are in use everywhere. */
  private static final Map<String, String> SHORT_TYPES =
      Map.of(
          "prod",
          DefaultSettings.PRODUCTION,
          "stage",
          "staging",
          "stg",
          "staging",
          "dev",
          "development");

  private static final int OLDEST = 36_500;

  private final Problems problems;
  private final Notes notes;

  SettingsReader(Problems problems, Notes notes) {
    this.problems = problems;
    this.notes = notes;
  }

  Settings read(Section file) {
    Settings settings = DefaultSettings.settings();
    Section environments =
        file.section("environments", "the environments", "names", "types", "stale_after_days");
    if (environments != null) {
      environments.wholeNumber("stale_after_days", 1, OLDEST);
      settings.setEnvironmentNames(names(environments));
      settings.setEnvironmentTypes(types(environments, settings.getEnvironmentTypes()));
    }
    new IncidentReader(problems).read(file, settings);
    hotfix(file, settings);
    return settings;
  }

  private List<EnvironmentName> names(Section environments) {
    List<EnvironmentName> names = new ArrayList<>();
    Section section = environments.names("names", "names of environments");
    if (section != null) {
      for (String environment : section.keys()) {
        requireName(section, environment);
        String pattern = section.pattern(environment);
        if (pattern != null) {
          names.add(new EnvironmentName(environment, anchored(section, environment, pattern)));
        }
      }
    }
    return names;
  }

  /** The file's types in its order, then those that it does not speak of. */
  private List<EnvironmentType> types(Section environments, List<EnvironmentType> defaults) {
    Section section = environments.names("types", "types of environments");
    if (section == null) {
      return defaults;
    }
    List<EnvironmentType> types = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String name : section.keys()) {
      requireName(section, name);
      String type = SHORT_TYPES.getOrDefault(name, name);
      section.require(
          known.add(type),
          name,
          "the type \"%s\" of environments is there already".formatted(type));
      String pattern = section.pattern(name);
      if (pattern != null) {
        types.add(new EnvironmentType(type, anchored(section, name, pattern)));
      }
    }
    defaults.stream().filter(type -> !known.contains(type.getType())).forEach(types::add);
    return types;
  }

  private static void requireName(Section section, String name) {
    section.require(
        NAME.matcher(name).matches(), name, "expected %s, got \"%s\"".formatted(NAME_RULE, name));
  }

  /** Half of an anchor speaks of somebody who expects the pattern to be found anywhere. */
  private String anchored(Section section, String key, String pattern) {
    if (pattern.startsWith("^") != pattern.endsWith("$")) {
      notes.add(
          section.line(key),
          "the pattern \"%s\" must match the whole name; write .* for the rest of it"
              .formatted(pattern));
    }
    return pattern;
  }

  private static void hotfix(Section file, Settings settings) {
    Section hotfix = file.section("hotfix", "hotfixes", "branches", "labels", "titles");
    if (hotfix == null) {
      return;
    }
    if (hotfix.has("branches")) {
      settings.setHotfixBranches(hotfix.patterns("branches"));
    }
    if (hotfix.has("labels")) {
      settings.setHotfixLabels(hotfix.listOfNames("labels", TEXT, TEXT_RULE));
    }
    if (hotfix.has("titles")) {
      settings.setHotfixTitles(hotfix.patterns("titles"));
    }
  }
}
