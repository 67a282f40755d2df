package dev.plumbline.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsServerTest {

  private CheckResult kafka = CheckResult.up();

  private final OperationsServer server =
      new OperationsServer(
          "127.0.0.1",
          0,
          () -> "plumbline_things_total 1.0\n",
          () -> new Health(Map.of("kafka", kafka)),
          Map.of("/lag", this::lag),
          Map.of("/things", body -> new OperationsServer.Reply(409, "{\"got\":" + body + "}")));

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void shouldServeMetricsWithHealthOfEachPart() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("plumbline_things_total 1.0\n# HELP plumbline_health_up ")
        .endsWith("# TYPE plumbline_health_up gauge\nplumbline_health_up{part=\"kafka\"} 1\n");

    kafka = CheckResult.down("nobody answers");

    assertThat(get("/metrics").body()).endsWith("plumbline_health_up{part=\"kafka\"} 0\n");
  }

  @Test
  void shouldNamePartThatDoesNotWork() throws Exception {
    kafka = CheckResult.down("nobody answers");

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"down\",\"parts\":{\"kafka\":\"down: nobody answers\"}}");
  }

  @Test
  void shouldAnswer503WhenBrokersDoNotTell() throws Exception {
    kafka = CheckResult.down("nobody answers");

    HttpResponse<String> answer = get("/lag");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("/health");
  }

  @Test
  void shouldRefuseOtherPathsAndMethods() throws Exception {
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    HttpRequest post = request("/lag").POST(HttpRequest.BodyPublishers.noBody()).build();

    assertThat(send(post).statusCode()).isEqualTo(405);
  }

  @Test
  void shouldTakeJsonThatIsPosted() throws Exception {
    HttpResponse<String> answer = post("application/json; charset=utf-8", "{\"a\":1}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("{\"got\":{\"a\":1}}");
    assertThat(get("/things").statusCode()).isEqualTo(405);
  }

  @Test
  void shouldRefuseWhatWebPageCanPost() throws Exception {
    assertThat(post("text/plain", "{}").statusCode()).isEqualTo(415);
    assertThat(postAs("rebound.example:80")).startsWith("HTTP/1.1 403");
    assertThat(postAs("[::1]:8082")).startsWith("HTTP/1.1 409");
  }

  @Test
  void shouldRefuseBodyThatIsTooLong() throws Exception {
    assertThat(post("application/json", " ".repeat(20_000)).statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return send(
        request("/things")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** First line of the answer; the JDK's client does not let a caller name the host. */
  private String postAs(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request =
          "POST /things HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n".formatted(host)
              + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private String lag() {
    if (!kafka.isUp()) {
      throw new IllegalStateException("Expected the brokers to tell offsets");
    }
    return "{\"records\":0}";
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
