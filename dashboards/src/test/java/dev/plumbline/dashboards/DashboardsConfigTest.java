package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DashboardsConfigTest {

  private static final String POSTGRES =
      "jdbc:postgresql://db:5432/plumbline?user=sink&password=s3cret";
  private static final Map<String, String> REQUIRED =
      Map.of(
          "PLUMBLINE_DASHBOARDS_KAFKA", "kafka:9092",
          "PLUMBLINE_DASHBOARDS_REGISTRY", "http://registry:8081",
          "PLUMBLINE_DASHBOARDS_POSTGRES_URL", POSTGRES);

  @Test
  void shouldTakeDefaults() {
    assertThat(DashboardsConfig.read(REQUIRED))
        .isEqualTo(
            new DashboardsConfig(
                "127.0.0.1", 8080, null, "kafka:9092", "http://registry:8081", POSTGRES));
  }

  @Test
  void shouldTakeEveryVariable() {
    assertThat(
            DashboardsConfig.read(
                Map.of(
                    "PLUMBLINE_DASHBOARDS_HOST", "0.0.0.0",
                    "PLUMBLINE_DASHBOARDS_PORT", "9000",
                    "PLUMBLINE_DASHBOARDS_METRICS_PORT", "9001",
                    "PLUMBLINE_DASHBOARDS_KAFKA", "k1:9092,k2:9092",
                    "PLUMBLINE_DASHBOARDS_REGISTRY", "https://registry",
                    "PLUMBLINE_DASHBOARDS_POSTGRES_URL", POSTGRES,
                    "PLUMBLINE_DASHBOARDS_TOKEN_FILE", "/run/secrets/token",
                    "PLUMBLINE_DASHBOARDS_GRAFANA", "https://grafana",
                    "PATH", "/bin")))
        .isEqualTo(
            new DashboardsConfig(
                "0.0.0.0",
                9000,
                9001,
                "k1:9092,k2:9092",
                "https://registry",
                POSTGRES,
                Path.of("/run/secrets/token"),
                "https://grafana"));
  }

  @Test
  void shouldRefuseToBeOpenWithoutToken() {
    assertThatThrownBy(() -> new DashboardsConfig("0.0.0.0", 1, null, "k:1", "http://r", POSTGRES))
        .hasMessage(
            "tokenFile: expected a file with a token when host is not loopback, got nothing");
  }

  @Test
  void shouldTakePasswordFromFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "s3&cret %+ü\n");

    String url =
        DashboardsConfig.read(
                withFile("jdbc:postgresql://db/plumbline?user=plumbline", file.toString()))
            .postgresUrl();

    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    assertThat(source.getPassword()).isEqualTo("s3&cret %+ü");
    assertThat(source.getUser()).isEqualTo("plumbline");
  }

  @Test
  void shouldRefuseFileWithoutPasswordAndTwoPasswords(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");

    assertThatThrownBy(() -> DashboardsConfig.read(withFile(POSTGRES, empty.toString())))
        .hasMessageContaining(
            "PLUMBLINE_DASHBOARDS_POSTGRES_PASSWORD_FILE: expected no password in the address")
        .hasMessageContaining(
            "PLUMBLINE_DASHBOARDS_POSTGRES_PASSWORD_FILE: expected a password, got none")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(
            () ->
                DashboardsConfig.read(
                    withFile("jdbc:postgresql://db/x", folder.resolve("none").toString())))
        .hasMessageContaining(
            "POSTGRES_PASSWORD_FILE: expected a readable file, got NoSuchFileException");
  }

  private static Map<String, String> withFile(String url, String file) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("PLUMBLINE_DASHBOARDS_POSTGRES_URL", url);
    environment.put("PLUMBLINE_DASHBOARDS_POSTGRES_PASSWORD_FILE", file);
    return environment;
  }

  @Test
  void shouldNameAllErrorsAtOnce() {
    assertThatThrownBy(
            () ->
                DashboardsConfig.read(
                    Map.of(
                        "PLUMBLINE_DASHBOARDS_PORT", "http",
                        "PLUMBLINE_DASHBOARDS_KAFKA", "nowhere",
                        "PLUMBLINE_DASHBOARDS_POSTGRES_URL", "postgres://sink:s3cret@db",
                        "PLUMBLINE_DASHBOARDS_PROT", "1")))
        .hasMessageContaining("PLUMBLINE_DASHBOARDS_PROT: unknown variable")
        .hasMessageContaining(
            "PLUMBLINE_DASHBOARDS_REGISTRY: expected an http or https address, got nothing")
        .hasMessageContaining("PLUMBLINE_DASHBOARDS_PORT: expected a whole number")
        .hasMessageContaining("PLUMBLINE_DASHBOARDS_KAFKA: expected host:port")
        .hasMessageContaining("PLUMBLINE_DASHBOARDS_POSTGRES_URL: expected jdbc:postgresql")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void shouldRefusePortOutOfRange() {
    assertThatThrownBy(
            () -> new DashboardsConfig("127.0.0.1", 70_000, null, "k:1", "http://r", POSTGRES))
        .hasMessage("port: expected 0 to 65535, got 70000");
  }

  @Test
  void shouldNotPrintSecrets() {
    DashboardsConfig config =
        new DashboardsConfig(
            "127.0.0.1",
            8080,
            null,
            "k:1",
            "http://me:s3cret@registry",
            "jdbc:postgresql://db/plumbline?user=me&password=s3cret");
    assertThat(config.toString())
        .contains("http://registry", "jdbc:postgresql://db/plumbline")
        .doesNotContain("s3cret");
  }

  @Test
  void shouldRefusePasswordBeforeHost() {
    assertThatThrownBy(
            () ->
                new DashboardsConfig(
                    "127.0.0.1", 1, null, "k:1", "http://r", "jdbc:postgresql://me:s3cret@db/x"))
        .hasMessageStartingWith("postgresUrl: expected jdbc:postgresql://host")
        .hasMessageNotContaining("s3cret");
  }
}
