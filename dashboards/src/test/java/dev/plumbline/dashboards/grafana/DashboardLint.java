package dev.plumbline.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules for a dashboard that is a file: what Grafana would refuse to provision, what differs
 * between its versions 12 and 13, and what a reader must be told.
 */
final class DashboardLint {

  private static final int SCHEMA_VERSION = 42;
  private static final int LONGEST_UID = 40;
  private static final int COLUMNS = 24;
  // All three are part of Grafana itself.
  private static final Set<String> PANELS = Set.of("timeseries", "stat", "table");
  private static final Pattern DATA_SOURCE = Pattern.compile("\\$\\{datasource}");
  private static final Pattern COMMENT = Pattern.compile("--|/\\*");
  private static final Pattern NESTED_CALL = Pattern.compile("\\$__\\w+\\([^)]*\\(");

  private final DashboardFile dashboard;
  private final Set<String> uids;
  private final List<String> problems = new ArrayList<>();

  private DashboardLint(DashboardFile dashboard, Set<String> uids) {
    this.dashboard = dashboard;
    this.uids = uids;
  }

  /**
   * What is wrong with a dashboard.
   *
   * @param uids of all dashboards, to which a link may lead
   */
  static List<String> problems(DashboardFile dashboard, Set<String> uids) {
    DashboardLint lint = new DashboardLint(dashboard, uids);
    lint.checkFile();
    lint.checkPanels();
    lint.checkGrid();
    lint.checkVariables();
    lint.checkDataSources(dashboard.json());
    lint.checkLinks();
    lint.checkQueries();
    return lint.problems;
  }

  private void checkFile() {
    JsonNode json = dashboard.json();
    require(json.path("schemaVersion").asInt() == SCHEMA_VERSION, "schemaVersion is not 42");
    require(
        json.has("editable") && !json.path("editable").asBoolean(),
        "editable, but changes would be lost");
    String uid = json.path("uid").asText();
    require(
        uid.matches("[a-z0-9-]+") && uid.length() <= LONGEST_UID,
        "uid is not 1 to 40 of a to z, 0 to 9, dash: " + uid);
    require(!json.has("id"), "id is given, which is the database's to choose");
    require(!json.path("title").asText().isBlank(), "no title");
    require(!json.path("description").asText().isBlank(), "no description");
    require(json.path("timezone").asText().equals("utc"), "periods are in UTC, timezone is not");
  }

  private void checkPanels() {
    Set<Integer> ids = new HashSet<>();
    dashboard.json().path("panels").forEach(each -> checkId(ids, each));
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asText();
      JsonNode defaults = panel.path("fieldConfig").path("defaults");
      require(PANELS.contains(panel.path("type").asText()), title + ": needs a plugin");
      require(!title.isBlank(), "a panel has no title");
      require(!panel.path("description").asText().isBlank(), title + ": no description");
      require(!defaults.path("unit").asText().isBlank(), title + ": no unit");
      require(!defaults.path("noValue").asText().isBlank(), title + ": no text for no value");
      require(!panel.has("repeat"), title + ": is repeated");
      require(!panel.path("targets").isEmpty(), title + ": asks nothing");
    }
  }

  private void checkId(Set<Integer> ids, JsonNode panel) {
    require(
        panel.path("id").asInt() > 0 && ids.add(panel.path("id").asInt()),
        panel.path("title").asText() + ": id is missing or taken");
  }

  private void checkGrid() {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : (Iterable<JsonNode>) () -> dashboard.json().path("panels").elements()) {
      JsonNode grid = panel.path("gridPos");
      int right = grid.path("x").asInt() + grid.path("w").asInt();
      require(
          grid.path("w").asInt() > 0 && grid.path("h").asInt() > 0 && right <= COLUMNS,
          panel.path("title").asText() + ": is not within the grid");
      boolean isFree = true;
      for (int x = grid.path("x").asInt(); x < right; x++) {
        for (int y = 0; y < grid.path("h").asInt(); y++) {
          isFree &= taken.add(List.of(x, y + grid.path("y").asInt()));
        }
      }
      require(isFree, panel.path("title").asText() + ": overlaps another panel");
    }
  }

  private void checkVariables() {
    List<JsonNode> variables = dashboard.variables();
    require(
        !variables.isEmpty() && variables.get(0).path("type").asText().equals("datasource"),
        "the first variable does not choose the datasource");
    String everything = dashboard.json().toString();
    for (JsonNode variable : variables) {
      String name = variable.path("name").asText();
      require(
          variable.path("multi").asBoolean() == variable.path("includeAll").asBoolean(),
          name + ": multi and includeAll go together");
      require(!variable.has("allValue"), name + ": allValue is not quoted as the values are");
      require(!variable.path("label").asText().isBlank(), name + ": no label");
      require(Interpolation.used(everything).contains(name), name + ": is not used");
    }
  }

  /** Wherever a datasource is named, it is the one that is chosen. */
  private void checkDataSources(JsonNode node) {
    if (node.has("datasource")) {
      String uid = node.path("datasource").path("uid").asText();
      require(DATA_SOURCE.matcher(uid).matches(), "a datasource that cannot be chosen: " + uid);
    }
    node.forEach(this::checkDataSources);
  }

  private void checkLinks() {
    for (JsonNode link : (Iterable<JsonNode>) () -> dashboard.json().path("links").elements()) {
      String url = link.path("url").asText();
      require(
          url.startsWith("/d/") && uids.contains(url.substring("/d/".length())),
          "a link leads nowhere: " + url);
    }
  }

  private void checkQueries() {
    for (DashboardFile.Query query : dashboard.queries()) {
      checkQuery(query.place(), query.sql());
    }
    for (JsonNode variable : dashboard.variables()) {
      if (variable.path("type").asText().equals("query")) {
        checkQuery("variable " + variable.path("name").asText(), variable.path("query").asText());
      }
    }
  }

  private void checkQuery(String place, String sql) {
    require(!sql.isBlank(), place + ": is empty");
    require(!COMMENT.matcher(sql).find(), place + ": has a comment, in which macros are expanded");
    require(!NESTED_CALL.matcher(sql).find(), place + ": a macro ends at its first bracket");
    require(!sql.matches("(?s).*(\\$\\{|\\[\\[).*"), place + ": a variable with braces");
    for (JsonNode variable : dashboard.variables()) {
      String name = variable.path("name").asText();
      // A list brings its own quotes, a single value does not.
      String rest =
          variable.path("multi").asBoolean()
              ? sql.toLowerCase(Locale.ROOT).replace("in ($" + name + ")", "")
              : sql.replaceAll("'[^']*'", "");
      require(
          !Interpolation.used(rest).contains(name),
          place + ": expected in ($list) or '$single' for " + name);
    }
  }

  private void require(boolean isFulfilled, String problem) {
    if (!isFulfilled) {
      problems.add(problem);
    }
  }
}
