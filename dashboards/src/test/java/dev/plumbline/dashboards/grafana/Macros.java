package dev.plumbline.dashboards.grafana;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Grafana's PostgreSQL datasource makes of a query once the browser has replaced the
 * variables: comments go, then macros are expanded. A macro's arguments end at the first closing
 * bracket, so that a nested call breaks; here as there.
 */
final class Macros {

  private static final Pattern MACRO = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(([^)]*)\\)");
  private static final Pattern INTERVAL = Pattern.compile("'?(\\d+)([smhdw])'?");
  private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$\\w*\\$");

  private final TimeRange range;

  Macros(TimeRange range) {
    this.range = range;
  }

  String expand(String query) {
    String known =
        query
            .replace("$__unixEpochFrom()", seconds(range.from().getEpochSecond()))
            .replace("$__unixEpochTo()", seconds(range.to().getEpochSecond()));
    return MACRO
        .matcher(withoutComments(known))
        .replaceAll(match -> Matcher.quoteReplacement(expansion(match)));
  }

  private String expansion(MatchResult macro) {
    List<String> arguments = Arrays.stream(macro.group(2).split(",")).map(String::strip).toList();
    String column = arguments.get(0);
    return switch (macro.group(1)) {
      case "__time" -> column + " AS \"time\"";
      case "__timeEpoch" -> "extract(epoch from " + column + ") as \"time\"";
      case "__timeFilter" ->
          column + " BETWEEN '" + range.fromText() + "' AND '" + range.toText() + "'";
      case "__timeFrom" -> "'" + range.fromText() + "'";
      case "__timeTo" -> "'" + range.toText() + "'";
      case "__timeGroup" -> group("extract(epoch from " + column + ")", arguments);
      case "__timeGroupAlias" ->
          group("extract(epoch from " + column + ")", arguments) + " AS \"time\"";
      case "__unixEpochFilter" ->
          "%s >= %d AND %s <= %d"
              .formatted(
                  column, range.from().getEpochSecond(), column, range.to().getEpochSecond());
      case "__unixEpochGroup" -> group("(" + column + ")", arguments);
      default -> throw new IllegalArgumentException("unknown macro \"" + macro.group(1) + "\"");
    };
  }

  private static String group(String epoch, List<String> arguments) {
    Matcher interval = INTERVAL.matcher(arguments.get(1));
    if (!interval.matches()) {
      throw new IllegalArgumentException(
          "Expected seconds to weeks, got "
              + arguments.get(1)
              + ": months depend on today, use the column of periods");
    }
    long unit =
        switch (interval.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> 604_800;
        };
    long seconds = Long.parseLong(interval.group(1)) * unit;
    return "floor(" + epoch + "/" + seconds + ")*" + seconds;
  }

  private static String seconds(long epoch) {
    return String.valueOf(epoch);
  }

  /** Comments outside of quotes, dollar quotes among them. */
  static String withoutComments(String query) {
    StringBuilder kept = new StringBuilder();
    int at = 0;
    while (at < query.length()) {
      int end = endOfToken(query, at);
      boolean isComment = query.startsWith("--", at) || query.startsWith("/*", at);
      if (!isComment) {
        kept.append(query, at, end);
      }
      at = end;
    }
    return kept.toString();
  }

  private static int endOfToken(String query, int at) {
    if (query.startsWith("--", at)) {
      return endAfter(query, "\n", at) - (query.indexOf('\n', at) < 0 ? 0 : 1);
    }
    if (query.startsWith("/*", at)) {
      return endAfter(query, "*/", at + 2);
    }
    char first = query.charAt(at);
    if (first == '\'' || first == '"') {
      return endAfter(query, String.valueOf(first), at + 1);
    }
    Matcher quote = DOLLAR_QUOTE.matcher(query).region(at, query.length());
    return quote.lookingAt() ? endAfter(query, quote.group(), quote.end()) : at + 1;
  }

  private static int endAfter(String query, String end, int from) {
    int index = query.indexOf(end, from);
    return index < 0 ? query.length() : index + end.length();
  }
}
