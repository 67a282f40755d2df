package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.QueryParams;
import dev.plumbline.validation.Suggestion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read with all errors at once. */
final class Parameters {

  private static final String TIME = "an ISO date or instant between the years 1 and 9999";
  // Postgres knows fewer years than Java, and nobody asks about the others.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final QueryParams given;
  private final List<String> errors = new ArrayList<>();

  Parameters(QueryParams given, Set<String> known) {
    this.given = given;
    given.names().stream()
        .sorted()
        .filter(name -> !known.contains(name))
        .map(name -> "unknown parameter \"" + name + "\"" + instead(name, known))
        .forEach(errors::add);
  }

  private static String instead(String name, Set<String> known) {
    String suggestion = Suggestion.forUnknown(name, known);
    return suggestion.isEmpty()
        ? ", expected one of " + String.join(", ", known.stream().sorted().toList())
        : suggestion;
  }

  /** Every value of a parameter that may be repeated. */
  List<String> names(String name) {
    List<String> values = given.getAll(name);
    for (String value : values) {
      if (value.isEmpty() || value.indexOf('\0') >= 0) {
        error(name, "a name", value);
      }
    }
    return values;
  }

  /** The value of a parameter that is given at most once; null when it is not. */
  @Nullable String name(String name) {
    String value = single(name, "a name");
    if (value != null && value.indexOf('\0') >= 0) {
      error(name, "a name", value);
    }
    return value;
  }

  /** A whole number from the least to the most. */
  int number(String name, int byDefault, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    String value = single(name, expected);
    if (value == null) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other text that is no such number.
    }
    error(name, expected, value);
    return byDefault;
  }

  /** An instant, or the first instant of a day in UTC. */
  @Nullable Instant time(String name) {
    String value = single(name, TIME);
    if (value == null) {
      return null;
    }
    try {
      Instant instant =
          value.length() <= "2024-01-02".length()
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(value);
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Told below, as any other text that is no time.
    }
    error(name, TIME, value);
    return null;
  }

  /** One of the values of an enum, in lower case. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E byDefault) {
    E chosen = choice(name, type);
    return chosen == null ? byDefault : chosen;
  }

  /** One of the values of an enum, in lower case, or none. */
  <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    String expected = all.stream().map(Parameters::lower).collect(Collectors.joining(" or "));
    String value = single(name, expected);
    if (value == null) {
      return null;
    }
    for (E each : all) {
      if (lower(each).equals(value)) {
        return each;
      }
    }
    error(name, expected, value);
    return null;
  }

  /** Adds an error that concerns several parameters together. */
  void expect(boolean condition, String otherwise) {
    if (!condition) {
      errors.add(otherwise);
    }
  }

  /** All errors as one sentence, or null when there is none. */
  @Nullable String errors() {
    return errors.isEmpty() ? null : String.join("; ", errors);
  }

  private @Nullable String single(String name, String expected) {
    List<String> values = given.getAll(name);
    if (values.size() > 1) {
      errors.add(
          "parameter "
              + name
              + ": expected "
              + expected
              + " once, got it "
              + values.size()
              + " times");
      return null;
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private void error(String name, String expected, String got) {
    errors.add("parameter " + name + ": expected " + expected + ", got \"" + got + "\"");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
