package dev.plumbline.dashboards.grafana;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Variables in a query, as the browser replaces them: in one pass, unknown names untouched. */
final class Interpolation {

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$(\\w+)|\\[\\[(\\w+?)(?::(\\w+))?\\]\\]|\\$\\{(\\w+)(?:\\.[^:^}]+)?(?::([^}]+))?\\}");

  /** What a variable stands for now. */
  record Value(boolean isList, List<String> chosen) {

    /** A list in quotes; a single one without, for the query has the quotes. */
    String inSql() {
      return isList
          ? chosen.stream().map(each -> "'" + escaped(each) + "'").collect(Collectors.joining(","))
          : escaped(chosen.get(0));
    }

    private static String escaped(String text) {
      return text.replace("'", "''");
    }
  }

  private final TimeRange range;
  private final Map<String, Value> values;

  Interpolation(TimeRange range, Map<String, Value> values) {
    this.range = range;
    this.values = values;
  }

  String apply(String query) {
    return VARIABLE
        .matcher(query)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
  }

  private String replacement(MatchResult match) {
    if (format(match) != null) {
      throw new IllegalArgumentException("Formats break or inject: " + match.group());
    }
    String name = name(match);
    Value value = values.get(name);
    if (value != null) {
      return value.inSql();
    }
    return switch (name) {
      case "__from" -> String.valueOf(range.from().toEpochMilli());
      case "__to" -> String.valueOf(range.to().toEpochMilli());
      default -> match.group();
    };
  }

  /** Names that the query uses and that are neither in the dashboard nor Grafana's own. */
  static Set<String> undeclared(String query, Set<String> declared) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(query);
    while (matcher.find()) {
      String name = name(matcher.toMatchResult());
      boolean isMacro = name.startsWith("__") && query.startsWith("(", matcher.end());
      if (!isMacro && !declared.contains(name) && !Set.of("__from", "__to").contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Names of variables that the text uses. */
  static Set<String> used(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(Interpolation::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(MatchResult match) {
    return match.group(1) != null
        ? match.group(1)
        : match.group(2) != null ? match.group(2) : match.group(4);
  }

  private static String format(MatchResult match) {
    return match.group(3) != null ? match.group(3) : match.group(5);
  }
}
