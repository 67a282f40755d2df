package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class DashboardsTest {

  @Test
  void shouldStartAndSayWhatIsMissingWhenNothingIsThere() throws Exception {
    try (Dashboards dashboards = Dashboards.start(config(0), new SimpleMeterRegistry())) {
      URI health = URI.create("http://127.0.0.1:" + dashboards.port() + "/health");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .startsWith("{\"status\":\"down\",\"parts\":{\"postgres\":\"down: Postgres cannot be")
          .contains("\"sink-delivery\":\"down: ", "\"kafka\":\"down: ")
          .doesNotContain("s3cret");
      assertThat(dashboards.check().isUp()).isFalse();
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(
              () -> Dashboards.start(config(taken.getLocalPort()), new SimpleMeterRegistry()))
          .hasStackTraceContaining("Address already in use");
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("plumbline-sink"));
  }

  private static DashboardsConfig config(int port) {
    return new DashboardsConfig(
        "127.0.0.1",
        port,
        null,
        "127.0.0.1:1",
        "http://127.0.0.1:1",
        "jdbc:postgresql://127.0.0.1:1/none?user=me&password=s3cret");
  }
}
