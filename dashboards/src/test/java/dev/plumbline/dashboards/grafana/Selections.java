package dev.plumbline.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.dashboards.grafana.Interpolation.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a reader can choose: every combination of the variables of which one value is chosen, and
 * with each of them "All" of every list, and every single value of each list with "All" of the
 * others.
 */
final class Selections {

  private final DashboardFile dashboard;
  private final GrafanaReader reader;
  private final TimeRange range;

  Selections(DashboardFile dashboard, GrafanaReader reader, TimeRange range) {
    this.dashboard = dashboard;
    this.reader = reader;
    this.range = range;
  }

  List<Map<String, Value>> all() throws SQLException {
    List<Map<String, String>> choices = List.of(Map.of());
    for (JsonNode variable : dashboard.variables()) {
      if (variable.path("type").asText().equals("custom")) {
        choices = times(choices, name(variable), options(variable));
      } else if (isQuery(variable) && !variable.path("multi").asBoolean()) {
        choices = times(choices, name(variable), found(variable, Map.of()));
      }
    }
    List<Map<String, Value>> selections = new ArrayList<>();
    for (Map<String, String> choice : choices) {
      Map<String, Value> everything = choose(choice);
      selections.add(everything);
      for (Map.Entry<String, Value> list : everything.entrySet()) {
        if (list.getValue().isList()) {
          for (String value : list.getValue().chosen()) {
            Map<String, String> one = new LinkedHashMap<>(choice);
            one.put(list.getKey(), value);
            selections.add(choose(one));
          }
        }
      }
    }
    return selections;
  }

  /** One of them, "All" where nothing is said of a list. */
  Map<String, Value> chosen(Map<String, String> choice, Map<String, String> single)
      throws SQLException {
    Map<String, String> fixed = new LinkedHashMap<>(choice);
    fixed.putAll(single);
    return choose(fixed);
  }

  /** As Grafana does: variables in their order, each query with the values of those before. */
  private Map<String, Value> choose(Map<String, String> fixed) throws SQLException {
    Map<String, Value> values = new LinkedHashMap<>();
    for (JsonNode variable : dashboard.variables()) {
      String name = name(variable);
      boolean isList = variable.path("multi").asBoolean();
      String value = fixed.get(name);
      if (value != null) {
        values.put(name, new Value(isList, List.of(value)));
      } else if (isQuery(variable)) {
        values.put(name, new Value(isList, found(variable, values)));
      }
    }
    return values;
  }

  private List<String> found(JsonNode variable, Map<String, Value> values) throws SQLException {
    String sql = variable.path("query").asText();
    return reader.ask(expand(sql, range, values)).column("__value").stream()
        .map(each -> Objects.requireNonNull(each).toString())
        .toList();
  }

  private static boolean isQuery(JsonNode variable) {
    return variable.path("type").asText().equals("query");
  }

  static String expand(String sql, TimeRange range, Map<String, Value> values) {
    return new Macros(range).expand(new Interpolation(range, values).apply(sql));
  }

  private static List<Map<String, String>> times(
      List<Map<String, String>> choices, String name, List<String> options) {
    List<Map<String, String>> product = new ArrayList<>();
    for (Map<String, String> choice : choices) {
      for (String option : options) {
        Map<String, String> longer = new LinkedHashMap<>(choice);
        longer.put(name, option);
        product.add(longer);
      }
    }
    return product;
  }

  private static List<String> options(JsonNode variable) {
    return DashboardFile.children(variable.path("options"))
        .map(option -> option.path("value").asText())
        .toList();
  }

  private static String name(JsonNode variable) {
    return variable.path("name").asText();
  }
}
