package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.validation.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads lists of names, each alone or with the time for which it holds. */
final class OwnedReader {

  private final Problems problems;

  OwnedReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The names of a list.
   *
   * @param nameKey key of the name where the time stands beside it
   */
  List<Owned> list(Section section, String key, String nameKey, Pattern pattern, String rule) {
    return section.list(
        key,
        item ->
            item instanceof YamlNode.Mapping
                ? forSomeTime(item, nameKey, pattern, rule)
                : new Owned(item.line(), section.name(item, key, pattern, rule), null, null));
  }

  private @Nullable Owned forSomeTime(YamlNode item, String nameKey, Pattern pattern, String rule) {
    Section owned =
        Section.of(item, "a " + nameKey + " for some time", problems, nameKey, "from", "to");
    if (owned == null) {
      return null;
    }
    LocalDate from = owned.date("from");
    LocalDate to = owned.date("to");
    if (from != null && to != null && !from.isBefore(to)) {
      owned.wrong(
          owned.line(), "expected \"from\" before \"to\", got %s and %s".formatted(from, to));
    }
    return new Owned(owned.line(), owned.name(nameKey, pattern, rule), from, to);
  }
}
