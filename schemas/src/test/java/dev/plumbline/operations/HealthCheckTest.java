package dev.plumbline.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  private CheckResult kafka = CheckResult.up();

  @Test
  void shouldBeContentWhileEveryPartWorks() {
    try (OperationsServer server = server()) {
      assertThat(HealthCheck.problem(address(server))).isEmpty();
    }
  }

  @Test
  void shouldTellWhatDoesNotWork() {
    kafka = CheckResult.down("nobody answers");
    try (OperationsServer server = server()) {
      assertThat(HealthCheck.problem(address(server)))
          .startsWith("503 ")
          .contains("nobody answers");
    }
  }

  @Test
  void shouldTellWhenNobodyAnswers() {
    OperationsServer server = server();
    server.close();

    assertThat(HealthCheck.problem(address(server))).startsWith("Expected an answer from http://");
    assertThat(HealthCheck.problem("not an address")).startsWith("Expected an answer from not");
  }

  private OperationsServer server() {
    return new OperationsServer(
        "127.0.0.1", 0, () -> "", () -> new Health(Map.of("kafka", kafka)), Map.of());
  }

  private static String address(OperationsServer server) {
    return "http://127.0.0.1:" + server.port() + "/health";
  }
}
