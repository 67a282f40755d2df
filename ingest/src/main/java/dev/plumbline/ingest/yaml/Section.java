package dev.plumbline.ingest.yaml;

import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the file with the keys it may have. Whatever is wrong is noted with its line and
 * reading goes on with something harmless, so that one look finds everything.
 */
public final class Section {

  /** Turns the characters of a value into what they mean; null if they mean nothing. */
  @FunctionalInterface
  public interface Reading<T> {
    @Nullable T of(String text);
  }

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
  public static @Nullable Section of(
      YamlNode node, String what, Problems problems, String... knownKeys) {
    Section section = open(node, what, problems);
    if (section == null) {
      return null;
    }
    List<String> known = Arrays.asList(knownKeys);
    section
        .mapping
        .entries()
        .forEach(
            (key, entry) ->
                problems.require(
                    known.contains(key),
                    "line %d: unknown key \"%s\" in %s%s"
                        .formatted(entry.line(), key, what, Suggestion.forUnknown(key, known))));
    return section;
  }

  /** Reads a node as a mapping whose keys are names that the file gives; null, noted, if none. */
  public static @Nullable Section open(YamlNode node, String what, Problems problems) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Section(what, mapping, problems);
    }
    problems.add(
        "line %d: expected keys and values of %s, got %s"
            .formatted(node.line(), what, node.description()));
    return null;
  }

  /** A section within this one; null if there is none or, noted, it is none. */
  public @Nullable Section section(String key, String itsWhat, String... knownKeys) {
    YamlNode value = value(key);
    return value == null ? null : of(value, itsWhat, problems, knownKeys);
  }

  /**
   * A section within this one whose keys are names; null if there is none or, noted, no section.
   */
  public @Nullable Section names(String key, String itsWhat) {
    YamlNode value = value(key);
    return value == null ? null : open(value, itsWhat, problems);
  }

  /** Line of the mapping. */
  public int line() {
    return mapping.line();
  }

  /** Line of a key, else of the mapping. */
  public int line(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? line() : entry.line();
  }

  /** The keys in their order. */
  public Set<String> keys() {
    return mapping.entries().keySet();
  }

  public boolean has(String key) {
    return value(key) != null;
  }

  /** The value of the key, null if there is none. */
  public @Nullable YamlNode value(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof YamlNode.Nothing ? null : entry.value();
  }

  /** Notes what is wrong with this section. */
  public void wrong(int line, String sentence) {
    problems.add("line %d: %s".formatted(line, sentence));
  }

  /** Notes unless the condition holds, with the line of the key. */
  public void require(boolean condition, String key, String sentence) {
    if (!condition) {
      wrong(line(key), sentence);
    }
  }

  /**
   * A name that must be there and match; empty, noted, otherwise.
   *
   * @param expected what the pattern means, for instance "owner/name"
   */
  public String name(String key, Pattern pattern, String expected) {
    YamlNode value = value(key);
    if (value == null) {
      wrong(line(key), "expected %s as \"%s\" of %s".formatted(expected, key, what));
      return UNREADABLE;
    }
    return name(value, key, pattern, expected);
  }

  /** A name that must match if it is there; null without one or, noted, if it does not. */
  public @Nullable String optionalName(String key, Pattern pattern, String expected) {
    YamlNode value = value(key);
    String name = value == null ? UNREADABLE : name(value, key, pattern, expected);
    return name.isEmpty() ? null : name;
  }

  /** The node as a name that must match; empty, noted, otherwise. */
  public String name(YamlNode value, String key, Pattern pattern, String expected) {
    if (value instanceof YamlNode.Scalar scalar && pattern.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    wrong(
        value.line(),
        "expected %s in \"%s\" of %s, got %s".formatted(expected, key, what, value.description()));
    return UNREADABLE;
  }

  /** The names of a list that match; the others are noted. */
  public List<String> listOfNames(String key, Pattern pattern, String expected) {
    return list(
        key,
        item -> {
          String name = name(item, key, pattern, expected);
          return name.isEmpty() ? null : name;
        });
  }

  /** One name or a list of names. */
  public List<String> oneOrMore(String key, Pattern pattern, String expected) {
    YamlNode value = value(key);
    if (value instanceof YamlNode.Scalar) {
      String name = name(value, key, pattern, expected);
      return name.isEmpty() ? List.of() : List.of(name);
    }
    return listOfNames(key, pattern, expected);
  }

  /**
   * A value that has a meaning; null if there is none or, noted, it has no such meaning.
   *
   * @param expected what is expected, for instance "a number from 0 to 1"
   */
  public <T> @Nullable T scalar(String key, String expected, Reading<T> reading) {
    YamlNode value = value(key);
    if (value == null) {
      return null;
    }
    T read = value instanceof YamlNode.Scalar scalar ? reading.of(scalar.text()) : null;
    if (read == null) {
      wrong(
          value.line(),
          "expected %s as \"%s\" of %s, got %s"
              .formatted(expected, key, what, value.description()));
    }
    return read;
  }

  /** A date, null if there is none or, noted, it is none. */
  public @Nullable LocalDate date(String key) {
    return scalar(key, "a date such as 2025-01-31", Section::parsedDate);
  }

  /** A date that must be there; null, noted, otherwise. */
  public @Nullable LocalDate requiredDate(String key) {
    require(
        has(key), key, "expected a date such as 2025-01-31 as \"%s\" of %s".formatted(key, what));
    return date(key);
  }

  private static @Nullable LocalDate parsedDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * A number; null if there is none or, noted, it is none that is allowed.
   *
   * @param expected which are allowed, for instance "a number from 0 to 1"
   */
  public @Nullable Double number(String key, String expected, DoublePredicate allowed) {
    return scalar(key, expected, text -> allowedOrNull(parsedNumber(text), allowed));
  }

  private static @Nullable Double parsedNumber(String text) {
    // Java itself reads "NaN", "1d" and "0x1p3" too.
    return text.matches("[+-]?(\\d{1,15}(\\.\\d{1,15})?|\\.\\d{1,15})")
        ? Double.valueOf(text)
        : null;
  }

  private static @Nullable Double allowedOrNull(@Nullable Double number, DoublePredicate allowed) {
    return number != null && allowed.test(number) ? number : null;
  }

  /** A whole number within these bounds; null if there is none or, noted, it is no such number. */
  public @Nullable Integer wholeNumber(String key, int low, int high) {
    String expected = "a whole number from %d to %d".formatted(low, high);
    return scalar(
        key,
        expected,
        text -> {
          Integer number = text.matches("[+-]?\\d{1,9}") ? Integer.valueOf(text) : null;
          return number != null && number >= low && number <= high ? number : null;
        });
  }

  /** Yes or no; null if there is neither or, noted, something else. */
  public @Nullable Boolean flag(String key) {
    return scalar(
        key,
        "true or false",
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
  }

  /** One of these words; null if there is none or, noted, another. */
  public @Nullable String oneOf(String key, Collection<String> words) {
    YamlNode value = value(key);
    String suggestion =
        value instanceof YamlNode.Scalar scalar ? Suggestion.forUnknown(scalar.text(), words) : "";
    if (value instanceof YamlNode.Scalar scalar && words.contains(scalar.text())) {
      return scalar.text();
    }
    if (value != null) {
      wrong(
          value.line(),
          "expected one of %s as \"%s\" of %s, got %s%s"
              .formatted(String.join(", ", words), key, what, value.description(), suggestion));
    }
    return null;
  }

  /** One of the constants in lower case; the default if there is none or, noted, it is none. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    String word = oneOf(key, words);
    return word == null ? defaultValue : type.getEnumConstants()[words.indexOf(word)];
  }

  /** A regular expression; null if there is none or, noted, it is none. */
  public @Nullable String pattern(String key) {
    YamlNode value = value(key);
    return value == null ? null : pattern(value, key);
  }

  /** The regular expressions of a list; what is none is noted. */
  public List<String> patterns(String key) {
    return list(key, item -> pattern(item, key));
  }

  private @Nullable String pattern(YamlNode value, String key) {
    String because = "";
    if (value instanceof YamlNode.Scalar scalar) {
      try {
        return Pattern.compile(scalar.text()).pattern();
      } catch (PatternSyntaxException e) {
        because = ": " + e.getDescription();
      }
    }
    wrong(
        value.line(),
        "expected a regular expression in \"%s\" of %s, got %s%s"
            .formatted(key, what, value.description(), because));
    return null;
  }

  /** The items of a list, each read on its own; empty if there is none or, noted, it is none. */
  public <T> List<T> list(String key, Function<YamlNode, @Nullable T> reader) {
    YamlNode value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof YamlNode.Sequence sequence)) {
      wrong(
          value.line(),
          "expected a list as \"%s\" of %s, got %s".formatted(key, what, value.description()));
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
