package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.dashboards.store.Periods;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of pages and of the read API's answers. */
final class Links {

  // Everything else is taken apart, cleaned or refused by one or another server on the way.
  private static final Pattern SAFE_IN_PATH = Pattern.compile("[^/\\\\;%\\p{Cntrl}]+");

  private static final int MOST_FACTS = 100_000;

  private Links() {}

  /** The page of a scope, asked the same. */
  static String scope(String kind, String name, Map<String, String> given) {
    String plural = ScopeKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)).plural();
    if (SAFE_IN_PATH.matcher(name).matches() && !name.matches("\\.+|\\s+")) {
      return "/" + plural + "/" + encoded(name) + query(given);
    }
    Map<String, String> named = new LinkedHashMap<>();
    named.put("name", name);
    named.putAll(given);
    return "/" + plural + query(named);
  }

  /** The part of the page about definitions that defines. */
  static String definition(String id) {
    return "/definitions#" + id;
  }

  /** The read API's answer with the figures that a page shows. */
  static String figures(String metrics, Question question, Span span, String format) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope_kind", question.kind().id());
    parameters.put("scope", String.valueOf(question.scope()));
    if (metrics.equals("dora")) {
      parameters.put("environment", question.environment());
      parameters.put("grain", Periods.name(span.grain()));
      String without = question.given().get(Evidence.PARAMETER);
      if (without != null) {
        parameters.put(Evidence.PARAMETER, without);
      }
    }
    if (!span.periods().isEmpty()) {
      parameters.put("from", span.periods().get(0).toString());
      parameters.put("to", span.end().toString());
    }
    parameters.put("format", format);
    return "/api/v1/metrics/" + metrics + query(parameters);
  }

  /** The page that explains a figure. */
  static String explanation(Question question, Course course, LocalDate period) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope_kind", question.kind().id());
    parameters.put("scope", String.valueOf(question.scope()));
    parameters.put("environment", question.environment());
    parameters.put("period", new Period(course.span().grain(), period).toString());
    return "/explain/" + course.metric().id() + query(parameters);
  }

  /** The read API's answer with all facts behind a figure. */
  static String explained(Explained explained, String format) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope_kind", explained.scope().kind());
    parameters.put("scope", explained.scope().scope());
    parameters.put("environment", explained.scope().environment());
    parameters.put("period", explained.period().toString());
    parameters.put("limit", String.valueOf(MOST_FACTS));
    parameters.put("format", format);
    return "/api/v1/explain/" + explained.metric().id() + query(parameters);
  }

  static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
