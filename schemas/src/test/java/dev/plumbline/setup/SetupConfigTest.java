package dev.plumbline.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupConfigTest {

  @Test
  void shouldTakeDefaults() {
    assertThat(
            SetupConfig.read(
                Map.of(
                    "PLUMBLINE_SETUP_KAFKA", "kafka:9092",
                    "PLUMBLINE_SETUP_REGISTRY", "http://registry:8081")))
        .isEqualTo(new SetupConfig("kafka:9092", "http://registry:8081", 3));
  }

  @Test
  void shouldTakeEveryVariable() {
    assertThat(
            SetupConfig.read(
                Map.of(
                    "PLUMBLINE_SETUP_KAFKA", "k1:9092,k2:9092",
                    "PLUMBLINE_SETUP_REGISTRY", "https://registry",
                    "PLUMBLINE_SETUP_REPLICATION", "1",
                    "PATH", "/bin")))
        .isEqualTo(new SetupConfig("k1:9092,k2:9092", "https://registry", 1));
  }

  @Test
  void shouldNameAllErrorsAtOnce() {
    assertThatThrownBy(
            () ->
                SetupConfig.read(
                    Map.of("PLUMBLINE_SETUP_REPLICATION", "0", "PLUMBLINE_SETUP_KAFAK", "k:1")))
        .hasMessageContaining("PLUMBLINE_SETUP_KAFAK: unknown variable")
        .hasMessageContaining("PLUMBLINE_SETUP_KAFKA: expected host:port of a broker, got nothing")
        .hasMessageContaining("PLUMBLINE_SETUP_REGISTRY: expected a URL, got nothing")
        .hasMessageContaining("PLUMBLINE_SETUP_REPLICATION: expected 1 or more replicas, got 0");
  }
}
