package dev.plumbline.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as it is in its file. */
public record DashboardFile(String name, JsonNode json) {

  static final Path FOLDER = Path.of("grafana", "dashboards");
  private static final String POSTGRES = "grafana-postgresql-datasource";

  /** What shows the answer, which says what the answer must look like. */
  enum Shape {
    SERIES,
    STAT,
    TABLE,
    ANNOTATION,
    UNKNOWN
  }

  /** A query with where it stands. */
  record Query(String place, Shape shape, String sql, JsonNode owner) {}

  public static List<DashboardFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(DashboardFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DashboardFile read(Path file) {
    try {
      return new DashboardFile(
          file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Panels that show something, rows not among them. */
  List<JsonNode> panels() {
    return children(json.path("panels")).filter(panel -> !isRow(panel)).toList();
  }

  List<JsonNode> variables() {
    return children(json.path("templating").path("list")).toList();
  }

  List<JsonNode> annotations() {
    return children(json.path("annotations").path("list")).toList();
  }

  /** Every query to Postgres, those of variables not among them. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      children(panel.path("targets"))
          .filter(DashboardFile::asksPostgres)
          .forEach(
              target ->
                  queries.add(
                      new Query(
                          name + ", panel " + panel.path("title").asText(),
                          shape(panel.path("type").asText()),
                          target.path("rawSql").asText(),
                          panel)));
    }
    for (JsonNode annotation : annotations()) {
      if (asksPostgres(annotation)) {
        queries.add(
            new Query(
                name + ", annotation " + annotation.path("name").asText(),
                Shape.ANNOTATION,
                annotation.path("target").path("rawSql").asText(),
                annotation));
      }
    }
    return queries;
  }

  /** Every PromQL expression. */
  public List<String> expressions() {
    return panels().stream()
        .flatMap(panel -> children(panel.path("targets")))
        .filter(target -> target.has("expr"))
        .map(target -> target.path("expr").asText())
        .toList();
  }

  static boolean isRow(JsonNode panel) {
    return panel.path("type").asText().equals("row");
  }

  static Stream<JsonNode> children(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements.stream();
  }

  private static boolean asksPostgres(JsonNode asking) {
    return asking.path("datasource").path("type").asText().equals(POSTGRES);
  }

  private static Shape shape(String panelType) {
    return switch (panelType) {
      case "timeseries" -> Shape.SERIES;
      case "stat" -> Shape.STAT;
      case "table" -> Shape.TABLE;
      default -> Shape.UNKNOWN;
    };
  }
}
