package dev.plumbline.ingest.organisation;

import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the file with the keys it may have. Whatever is wrong is noted with its line and
 * reading goes on with something harmless, so that one look finds everything.
 */
final class Section {

  private static final String UNREADABLE = "";

  private final String what;
  private final YamlNode.Mapping mapping;
  private final Problems problems;

  private Section(String what, YamlNode.Mapping mapping, Problems problems) {
    this.what = what;
    this.mapping = mapping;
    this.problems = problems;
  }

  /**
   * Reads a node as a mapping of these keys and no others; null, noted, if it is none.
   *
   * @param what what it describes, for instance "a team"
   */
  static @Nullable Section of(YamlNode node, String what, Problems problems, String... knownKeys) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.add(
          "line %d: expected keys and values of %s, got %s"
              .formatted(node.line(), what, node.description()));
      return null;
    }
    List<String> known = Arrays.asList(knownKeys);
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                problems.require(
                    known.contains(key),
                    "line %d: unknown key \"%s\" in %s%s"
                        .formatted(entry.line(), key, what, Suggestion.forUnknown(key, known))));
    return new Section(what, mapping, problems);
  }

  /** Line of the mapping. */
  int line() {
    return mapping.line();
  }

  /** Line of a key, else of the mapping. */
  int line(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? line() : entry.line();
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /** The value of the key, null if there is none. */
  @Nullable YamlNode value(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof YamlNode.Nothing ? null : entry.value();
  }

  /**
   * A name that must be there and match; empty, noted, otherwise.
   *
   * @param expected what the pattern means, for instance "owner/name"
   */
  String name(String key, Pattern pattern, String expected) {
    YamlNode value = value(key);
    if (value == null) {
      problems.add(
          "line %d: expected %s as \"%s\" of %s".formatted(line(key), expected, key, what));
      return UNREADABLE;
    }
    return name(value, key, pattern, expected);
  }

  /** The node as a name that must match; empty, noted, otherwise. */
  String name(YamlNode value, String key, Pattern pattern, String expected) {
    if (value instanceof YamlNode.Scalar scalar && pattern.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    problems.add(
        "line %d: expected %s in \"%s\" of %s, got %s"
            .formatted(value.line(), expected, key, what, value.description()));
    return UNREADABLE;
  }

  /** A date, null if there is none or, noted, it is none. */
  @Nullable LocalDate date(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof YamlNode.Scalar scalar) {
        return LocalDate.parse(scalar.text());
      }
    } catch (DateTimeException e) {
      // Said below, as for what is no text at all.
    }
    problems.add(
        "line %d: expected a date such as 2025-01-31 as \"%s\" of %s, got %s"
            .formatted(value.line(), key, what, value.description()));
    return null;
  }

  /** One of the constants in lower case; the default if there is none or, noted, it is none. */
  <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
    YamlNode value = value(key);
    if (value == null) {
      return defaultValue;
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (value instanceof YamlNode.Scalar scalar && scalar.text().equals(name)) {
        return constant;
      }
      names.add(name);
    }
    String suggestion =
        value instanceof YamlNode.Scalar scalar ? Suggestion.forUnknown(scalar.text(), names) : "";
    problems.add(
        "line %d: expected one of %s as \"%s\" of %s, got %s%s"
            .formatted(
                value.line(),
                String.join(", ", names),
                key,
                what,
                value.description(),
                suggestion));
    return defaultValue;
  }

  /** The items of a list, each read on its own; empty if there is none or, noted, it is none. */
  <T> List<T> list(String key, Function<YamlNode, @Nullable T> reader) {
    YamlNode value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof YamlNode.Sequence sequence)) {
      problems.add(
          "line %d: expected a list as \"%s\" of %s, got %s"
              .formatted(value.line(), key, what, value.description()));
      return List.of();
    }
    List<T> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      T read = reader.apply(item);
      if (read != null) {
        items.add(read);
      }
    }
    return List.copyOf(items);
  }
}
