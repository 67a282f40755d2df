package dev.plumbline.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.component.Health;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics}, {@code /health} and whatever else operators of a service ask for. The
 * JDK's server is enough for it.
 */
public final class OperationsServer implements AutoCloseable {

  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  /**
   * Starts serving.
   *
   * @param metrics in the text format of Prometheus; the health of every part is added to them
   * @param health asked anew for every answer
   * @param more further answers in JSON, by path; one that throws IllegalStateException cannot be
   *     given now
   */
  public OperationsServer(
      String host,
      int port,
      Supplier<String> metrics,
      Supplier<Health> health,
      Map<String, Supplier<String>> more) {
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected port " + port + " of " + host + " to be free for pipeline metrics", e);
    }
    server.setExecutor(executor);
    serve(
        "/metrics",
        exchange ->
            answer(
                exchange,
                200,
                "text/plain; version=0.0.4",
                metrics.get() + HealthMetrics.of(health.get())));
    serve("/health", exchange -> answerHealth(exchange, health.get()));
    more.forEach((path, json) -> serve(path, exchange -> answer(exchange, 200, JSON, json.get())));
    server.start();
  }

  /** The port on which it serves. */
  public int port() {
    return server.getAddress().getPort();
  }

  private interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
              answer(exchange, 404, JSON, "{\"error\":\"no such path\"}");
            } else if (!exchange.getRequestMethod().equals("GET")) {
              exchange.getResponseHeaders().set("Allow", "GET");
              answer(exchange, 405, JSON, "{\"error\":\"expected GET\"}");
            } else {
              sendIfKnown(exchange, answer);
            }
          }
        });
  }

  private static void sendIfKnown(HttpExchange exchange, Answer answer) throws IOException {
    try {
      answer.send(exchange);
    } catch (IllegalStateException e) {
      answer(exchange, 503, JSON, "{\"error\":\"not known now; see /health\"}");
    }
  }

  private static void answerHealth(HttpExchange exchange, Health health) throws IOException {
    answer(exchange, health.isUp() ? 200 : 503, JSON, health.toJson());
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
