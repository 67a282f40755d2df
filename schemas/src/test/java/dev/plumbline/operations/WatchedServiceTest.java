package dev.plumbline.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedServiceTest {

  private static final String LOOPBACK = "127.0.0.1";

  private final Service service = new Service();

  @Test
  void shouldServeMetricsAndHealth() throws IOException, InterruptedException {
    service.isUp = false;
    int port = freePort();

    try (Component watched =
        WatchedService.of(service, LOOPBACK, port, () -> "meters 1\n", service::health)) {
      assertThat(get(port, "/metrics").body()).startsWith("meters 1\n");
      assertThat(get(port, "/health").statusCode()).isEqualTo(503);
      assertThat(get(port, "/other").statusCode()).isEqualTo(404);
      assertThat(watched.name()).isEqualTo("shop");
      assertThat(watched.check().isUp()).isFalse();
    }
    assertThat(service.isClosed).isTrue();
  }

  @Test
  void shouldLeaveServiceAsItIsWithoutPort() {
    assertThat(WatchedService.of(service, LOOPBACK, null, () -> "", service::health))
        .isSameAs(service);
  }

  @Test
  void shouldCloseServiceWhenPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> WatchedService.of(service, LOOPBACK, port, () -> "", service::health))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Expected port " + port);
    }
    assertThat(service.isClosed).isTrue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://" + LOOPBACK + ":" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static final class Service implements Component {
    private boolean isUp = true;
    private boolean isClosed;

    Health health() {
      return new Health(Map.of("kafka", check()));
    }

    @Override
    public String name() {
      return "shop";
    }

    @Override
    public CheckResult check() {
      return isUp ? CheckResult.up() : CheckResult.down("gone");
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
