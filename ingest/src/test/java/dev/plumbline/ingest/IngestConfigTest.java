package dev.plumbline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.validation.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

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
                "PLUMBLINE_INGEST_DATA", "there"));

    assertThat(config)
        .isEqualTo(
            new IngestConfig("0.0.0.0", 9, 10, "kafka:1", "http://registry", Path.of("there")));
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
