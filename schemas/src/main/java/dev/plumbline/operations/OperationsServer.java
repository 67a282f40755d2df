package dev.plumbline.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.component.Health;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics}, {@code /health} and whatever else operators of a service ask for. The
 * JDK's server is enough for it.
 */
public final class OperationsServer implements AutoCloseable {

  private static final String GET = "GET";
  private static final String POST = "POST";
  private static final String JSON = "application/json";
  private static final int LONGEST_BODY = 16 * 1024;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

  /**
   * An answer to a request that changes something.
   *
   * @param status of HTTP
   * @param json the body
   */
  public record Reply(int status, String json) {}

  private final String host;
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
    this(host, port, metrics, health, more, Map.of());
  }

  /**
   * Starts serving.
   *
   * @param metrics in the text format of Prometheus
   * @param health asked anew for every answer
   * @param more further answers in JSON, by path; one that throws IllegalStateException cannot be
   *     given now
   * @param requests what takes JSON that is posted, by path; the same paths may stand in {@code
   *     more}
   */
  public OperationsServer(
      String host,
      int port,
      Supplier<String> metrics,
      Supplier<Health> health,
      Map<String, Supplier<String>> more,
      Map<String, Function<String, Reply>> requests) {
    this.host = host.toLowerCase(Locale.ROOT);
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected port " + port + " of " + host + " to be free for pipeline metrics", e);
    }
    server.setExecutor(executor);
    Map<String, Map<String, Answer>> paths = new HashMap<>();
    put(
        paths,
        "/metrics",
        GET,
        exchange ->
            answer(
                exchange,
                200,
                "text/plain; version=0.0.4",
                metrics.get() + HealthMetrics.of(health.get())));
    put(paths, "/health", GET, exchange -> answerHealth(exchange, health.get()));
    more.forEach(
        (path, json) -> put(paths, path, GET, exchange -> answer(exchange, 200, JSON, json.get())));
    requests.forEach(
        (path, request) -> put(paths, path, POST, exchange -> take(exchange, request)));
    paths.forEach(this::serve);
    server.start();
  }

  /** The port on which it serves. */
  public int port() {
    return server.getAddress().getPort();
  }

  private interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  private static void put(
      Map<String, Map<String, Answer>> paths, String path, String method, Answer answer) {
    paths.computeIfAbsent(path, any -> new TreeMap<>()).put(method, answer);
  }

  private void serve(String path, Map<String, Answer> answers) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            Answer answer = answers.get(exchange.getRequestMethod());
            if (!exchange.getRequestURI().getPath().equals(path)) {
              answer(exchange, 404, JSON, "{\"error\":\"no such path\"}");
            } else if (answer == null) {
              String allowed = String.join(", ", answers.keySet());
              exchange.getResponseHeaders().set("Allow", allowed);
              answer(exchange, 405, JSON, "{\"error\":\"expected " + allowed + "\"}");
            } else {
              sendIfKnown(exchange, answer);
            }
          }
        });
  }

  // A web page may send a browser here, but not with this type and under a name of ours.
  private void take(HttpExchange exchange, Function<String, Reply> request) throws IOException {
    if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
      answer(
          exchange, 403, JSON, "{\"error\":\"expected an address or this host's name as Host\"}");
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
      answer(exchange, 415, JSON, "{\"error\":\"expected Content-Type application/json\"}");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      answer(exchange, 413, JSON, "{\"error\":\"expected at most " + LONGEST_BODY + " bytes\"}");
      return;
    }
    Reply reply = request.apply(new String(body, StandardCharsets.UTF_8));
    answer(exchange, reply.status(), JSON, reply.json());
  }

  private boolean isOurs(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    String name = authority.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals(host) || ADDRESS.matcher(name).matches();
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
