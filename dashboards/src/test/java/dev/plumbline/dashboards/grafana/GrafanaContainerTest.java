package dev.plumbline.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.dashboards.grafana.DashboardFile.Query;
import dev.plumbline.dashboards.grafana.Interpolation.Value;
import dev.plumbline.dashboards.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** A Grafana that is provisioned as docker-compose.yml does it, asked everything it would show. */
class GrafanaContainerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TimeRange RANGE =
      TimeRange.of("2024-02-01T00:00:00Z", "2024-05-31T23:59:59.999Z");
  private static final String PASSWORD = "s3cret";
  private static final int POSTGRES_PORT = 5432;
  private static final int GRAFANA_PORT = 3000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldShowEveryPanel() throws Exception {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "There is no Docker on this machine: no real Grafana is asked");
    try (Network network = Network.newNetwork();
        GenericContainer<?> postgres = postgres(network);
        GenericContainer<?> grafana = grafana(network)) {
      postgres.start();
      fill(postgres);
      grafana.start();
      String address = "http://" + grafana.getHost() + ":" + grafana.getMappedPort(GRAFANA_PORT);

      JsonNode found = get(address + "/api/search?type=dash-db");
      assertThat(found.findValuesAsText("uid"))
          .containsExactlyInAnyOrder(
              "plumbline-delivery",
              "plumbline-flow",
              "plumbline-team",
              "plumbline-deployments",
              "plumbline-ops-demand",
              "plumbline-data-quality",
              "plumbline-pipeline-health");
      for (DashboardFile dashboard : DashboardFile.all()) {
        // One team where one is chosen, several where a list is.
        boolean isOneTeam = dashboard.json().path("uid").asText().equals("plumbline-team");
        List<String> teams = List.of("O'Brien \"core\"", "100% $team", "payments");
        Map<String, Value> values =
            Map.of(
                "grain", new Value(false, List.of("month")),
                "scope_kind", new Value(false, List.of("team")),
                "team", new Value(!isOneTeam, teams),
                "evidence", new Value(true, List.of("rollback", "time-window")),
                "service", new Value(true, List.of("O'Brien \"core\"", "orphan")),
                "environment", new Value(true, List.of("production", "it's $environment; --")),
                "queue", new Value(true, List.of("jira:<img src=x>", "github:acme/ops")));
        for (Query query : dashboard.queries()) {
          expectRows(address, query, new Interpolation(RANGE, values).apply(query.sql()));
        }
      }
    }
  }

  private void expectRows(String address, Query query, String sql)
      throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode();
    request.put("from", String.valueOf(RANGE.from().toEpochMilli()));
    request.put("to", String.valueOf(RANGE.to().toEpochMilli()));
    ObjectNode target = request.putArray("queries").addObject();
    target.put("refId", "A");
    target.put("rawSql", sql);
    target.put("format", query.shape() == DashboardFile.Shape.SERIES ? "time_series" : "table");
    target.put("maxDataPoints", 1000);
    target.put("intervalMs", 60_000);
    target.putObject("datasource").put("uid", "plumbline-postgres");
    JsonNode answer = post(address + "/api/ds/query", request.toString()).path("results").path("A");

    assertThat(answer.path("error").asText()).as(query.place() + "\n" + sql).isEmpty();
    JsonNode columns = answer.path("frames").path(0).path("data").path("values");
    assertThat(columns.path(0)).as(query.place() + "\n" + sql).isNotEmpty();
  }

  private static GenericContainer<?> postgres(Network network) {
    return new GenericContainer<>("postgres:17")
        .withNetwork(network)
        .withNetworkAliases("postgres")
        .withExposedPorts(POSTGRES_PORT)
        .withEnv("POSTGRES_DB", "plumbline")
        .withEnv("POSTGRES_PASSWORD", PASSWORD)
        .withCopyToContainer(Transferable.of(PASSWORD), "/run/secrets/postgres_plumbline_password")
        .withCopyToContainer(Transferable.of(PASSWORD), "/run/secrets/postgres_grafana_password")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Path.of("postgres", "roles.sql")),
            "/docker-entrypoint-initdb.d/roles.sql")
        .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U plumbline -d plumbline"))
        .withStartupTimeout(PATIENCE);
  }

  private static GenericContainer<?> grafana(Network network) {
    return new GenericContainer<>("grafana/grafana:13.2.3")
        .withNetwork(network)
        .withExposedPorts(GRAFANA_PORT)
        .withEnv("GF_PLUGINS_PREINSTALL_DISABLED", "true")
        .withEnv("GF_PLUGINS_PREINSTALL_AUTO_UPDATE", "false")
        .withEnv("GF_SECURITY_ADMIN_PASSWORD", PASSWORD)
        .withEnv("PLUMBLINE_DASHBOARDS_FOLDER", "/etc/plumbline/dashboards")
        .withEnv("PLUMBLINE_POSTGRES_ADDRESS", "postgres:" + POSTGRES_PORT)
        .withEnv("PLUMBLINE_POSTGRES_SSLMODE", "disable")
        .withEnv("PLUMBLINE_PROMETHEUS_URL", "http://prometheus:9090")
        .withCopyToContainer(Transferable.of(PASSWORD), "/run/secrets/postgres_grafana_password")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Path.of("grafana", "provisioning")),
            "/etc/grafana/provisioning")
        .withCopyFileToContainer(
            MountableFile.forHostPath(DashboardFile.FOLDER), "/etc/plumbline/dashboards")
        .waitingFor(Wait.forHttp("/api/health").forPort(GRAFANA_PORT))
        .withStartupTimeout(PATIENCE);
  }

  private static void fill(GenericContainer<?> postgres) throws IOException, SQLException {
    String url =
        "jdbc:postgresql://%s:%d/plumbline?user=plumbline&password=%s"
            .formatted(postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT), PASSWORD);
    try (Database database = Database.at(url)) {
      database.migrate();
    }
    try (InputStream seed =
            Objects.requireNonNull(GrafanaContainerTest.class.getResourceAsStream("seed.sql"));
        Connection connection = DriverManager.getConnection(url + "&currentSchema=plumbline");
        Statement statement = connection.createStatement()) {
      statement.execute(new String(seed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private JsonNode get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private JsonNode post(String address, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    String login =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(
            request.header("Authorization", "Basic " + login).build(),
            HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }
}
