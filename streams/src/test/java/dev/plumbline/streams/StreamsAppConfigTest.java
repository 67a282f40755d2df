package dev.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.validation.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsAppConfigTest {

  @Test
  void shouldReadDefaults() {
    assertThat(
            StreamsAppConfig.read(
                Map.of(
                    "PLUMBLINE_STREAMS_KAFKA", "localhost:9092",
                    "PLUMBLINE_STREAMS_REGISTRY", "http://localhost:8085",
                    "PLUMBLINE_STREAMS_STATE_DIRECTORY", "/state",
                    "PATH", "/bin")))
        .isEqualTo(
            new StreamsAppConfig(
                "localhost:9092",
                "http://localhost:8085",
                Path.of("/state"),
                "streams-1",
                2,
                "127.0.0.1",
                8082));
  }

  @Test
  void shouldReadEveryVariable() {
    assertThat(
            StreamsAppConfig.read(
                Map.of(
                    "PLUMBLINE_STREAMS_KAFKA", "kafka:1",
                    "PLUMBLINE_STREAMS_REGISTRY", "http://registry",
                    "PLUMBLINE_STREAMS_STATE_DIRECTORY", "there",
                    "PLUMBLINE_STREAMS_INSTANCE", "b",
                    "PLUMBLINE_STREAMS_THREADS", "4",
                    "PLUMBLINE_STREAMS_HOST", "0.0.0.0",
                    "PLUMBLINE_STREAMS_PORT", "9")))
        .isEqualTo(
            new StreamsAppConfig(
                "kafka:1", "http://registry", Path.of("there"), "b", 4, "0.0.0.0", 9));
  }

  @Test
  void shouldTellAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                StreamsAppConfig.read(
                    Map.of(
                        "PLUMBLINE_STREAMS_KAFAK", "x",
                        "PLUMBLINE_STREAMS_PORT", "70000",
                        "PLUMBLINE_STREAMS_INSTANCE", "a b",
                        "PLUMBLINE_STREAMS_THREADS", "0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("KAFAK: unknown variable, did you mean \"PLUMBLINE_STREAMS_KAFKA\"?")
        .hasMessageContaining("PLUMBLINE_STREAMS_PORT: expected 0 to 65535, got 70000")
        .hasMessageContaining("PLUMBLINE_STREAMS_INSTANCE: expected letters")
        .hasMessageContaining("PLUMBLINE_STREAMS_THREADS: expected 1 or more, got 0")
        .hasMessageContaining("PLUMBLINE_STREAMS_KAFKA: expected host:port")
        .hasMessageContaining("PLUMBLINE_STREAMS_REGISTRY: expected a URL")
        .hasMessageContaining("PLUMBLINE_STREAMS_STATE_DIRECTORY: expected a folder");
  }
}
