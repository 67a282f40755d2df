package dev.plumbline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.ingest.source.ServiceScope;
import dev.plumbline.ingest.source.SourceConfig;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.SourcesConfig;
import dev.plumbline.validation.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String YOUNG = "fedcba9876543210fedcba9876543210";

  @Test
  void shouldReadDefaults() {
    IngestConfig config =
        IngestConfig.read(
            Map.of(
                "PLUMBLINE_INGEST_KAFKA", "localhost:9092",
                "PLUMBLINE_INGEST_REGISTRY", "http://localhost:8085",
                "PLUMBLINE_INGEST_DATA", "/data",
                "PATH", "/bin"));

    assertThat(config)
        .isEqualTo(
            new IngestConfig(
                "127.0.0.1",
                8081,
                null,
                "localhost:9092",
                "http://localhost:8085",
                Path.of("/data")));
  }

  @Test
  void shouldReadEveryVariable() {
    IngestConfig config =
        IngestConfig.read(
            Map.of(
                "PLUMBLINE_INGEST_HOST", "0.0.0.0",
                "PLUMBLINE_INGEST_PORT", "9",
                "PLUMBLINE_INGEST_METRICS_PORT", "10",
                "PLUMBLINE_INGEST_KAFKA", "kafka:1",
                "PLUMBLINE_INGEST_REGISTRY", "http://registry",
                "PLUMBLINE_INGEST_DATA", "there",
                "PLUMBLINE_INGEST_ORGANISATION", "plumbline.yaml"));

    assertThat(config)
        .isEqualTo(
            new IngestConfig("0.0.0.0", 9, 10, "kafka:1", "http://registry", Path.of("there"))
                .following(Path.of("plumbline.yaml")));
  }

  @Test
  void shouldReadSourcesAndSpool() {
    IngestConfig config =
        IngestConfig.read(
            Map.ofEntries(
                Map.entry("PLUMBLINE_INGEST_KAFKA", "kafka:1"),
                Map.entry("PLUMBLINE_INGEST_REGISTRY", "http://registry"),
                Map.entry("PLUMBLINE_INGEST_DATA", "/data"),
                Map.entry(
                    "PLUMBLINE_INGEST_SOURCES",
                    "github:github, ghes-2:github, team-a:incidents, all:incidents"),
                Map.entry("PLUMBLINE_INGEST_SERVICES_TEAM_A", "checkout, payments"),
                Map.entry("PLUMBLINE_INGEST_SERVICES_ALL", "*"),
                Map.entry("PLUMBLINE_INGEST_SECRETS", "/run/secrets"),
                Map.entry("PLUMBLINE_INGEST_SECRETS_GHES_2", OLD + "," + YOUNG),
                Map.entry("PLUMBLINE_INGEST_SPOOL_MEBIBYTES", "100"),
                Map.entry("PLUMBLINE_INGEST_SPOOL_FREE_PERCENT", "5")));

    assertThat(config.sources())
        .isEqualTo(
            new SourcesConfig(
                Path.of("/run/secrets"),
                List.of(
                    SourceConfig.ofFile("github", SourceKind.GITHUB),
                    new SourceConfig(
                        "ghes-2", SourceKind.GITHUB, List.of(Secret.of(OLD), Secret.of(YOUNG))),
                    SourceConfig.ofFile(
                        "team-a",
                        SourceKind.INCIDENTS,
                        ServiceScope.of(Set.of("checkout", "payments"))),
                    SourceConfig.ofFile("all", SourceKind.INCIDENTS, ServiceScope.ALL)),
                false));
    assertThat(config.spool().largestBytes()).isEqualTo(100L << 20);
    assertThat(config.spool().freePercent()).isEqualTo(5);
    assertThat(config.toString()).doesNotContain(OLD);
  }

  @Test
  void shouldTellWhatIsWrongWithSources() {
    assertThatThrownBy(
            () ->
                IngestConfig.read(
                    Map.of(
                        "PLUMBLINE_INGEST_SOURCES",
                            "a:github,a:github,b:gitlab,C:github,d,f:incidents",
                        "PLUMBLINE_INGEST_SECRETS_A", "short",
                        "PLUMBLINE_INGEST_SECRETS_E", OLD)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("PLUMBLINE_INGEST_SOURCES: expected every id once")
        .hasMessageContaining(
            "PLUMBLINE_INGEST_SOURCES: expected a kind of github, jira, pagerduty,")
        .hasMessageContaining("PLUMBLINE_INGEST_SOURCES: expected id:kind")
        .hasMessageContaining(
            "PLUMBLINE_INGEST_SECRETS_A: expected secrets of at least 32 bytes, got one of 5")
        .hasMessageContaining("PLUMBLINE_INGEST_SECRETS_E: unknown variable")
        .hasMessageContaining(
            "PLUMBLINE_INGEST_SERVICES_F: expected the services that its token may write")
        .hasMessageNotContaining(OLD)
        .hasMessageNotContaining("short");
  }

  @Test
  void shouldTellAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                IngestConfig.read(
                    Map.of("PLUMBLINE_INGEST_KAFAK", "x", "PLUMBLINE_INGEST_PORT", "70000")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "PLUMBLINE_INGEST_KAFAK: unknown variable, did you mean \"PLUMBLINE_INGEST_KAFKA\"")
        .hasMessageContaining("PLUMBLINE_INGEST_PORT: expected 0 to 65535, got 70000")
        .hasMessageContaining("PLUMBLINE_INGEST_KAFKA: expected host:port of a broker, got nothing")
        .hasMessageContaining("PLUMBLINE_INGEST_REGISTRY")
        .hasMessageContaining("PLUMBLINE_INGEST_DATA");
  }

  @Test
  void shouldRefuseWrongConfiguration() {
    assertThatThrownBy(() -> new IngestConfig("", -1, 70_000, "", "", Path.of("")))
        .isInstanceOf(InvalidInputException.class)
        .extracting(problem -> ((InvalidInputException) problem).problems().size())
        .isEqualTo(6);
  }
}
