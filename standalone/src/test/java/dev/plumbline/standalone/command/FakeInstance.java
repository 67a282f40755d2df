package dev.plumbline.standalone.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** An instance as the commands see it: three ports in a row with answers laid out beforehand. */
final class FakeInstance implements AutoCloseable {

  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final int port;

  FakeInstance() {
    this.port = listen();
  }

  int port() {
    return port;
  }

  /** What was asked for: method, path with query, and body. */
  List<String> requests() {
    return requests;
  }

  /** The Authorization headers that came, empty where there was none. */
  List<String> authorizations() {
    return authorizations;
  }

  /** Lays out the next answer on a path; the last one is given again and again. */
  void answer(String path, int status, String body) {
    answers.computeIfAbsent(path, any -> new ArrayDeque<>()).add(new Answer(status, body));
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }

  private int listen() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try {
        for (int port = first; port < first + 3; port++) {
          servers.add(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        }
        servers.forEach(server -> server.createContext("/", this::handle));
        servers.forEach(HttpServer::start);
        return first;
      } catch (BindException e) {
        close();
        servers.clear();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int offset = exchange.getLocalAddress().getPort() - port;
    requests.add(
        (exchange.getRequestMethod() + " +" + offset + " " + exchange.getRequestURI() + " " + body)
            .strip());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    Deque<Answer> laidOut = answers.get(exchange.getRequestURI().getPath());
    Answer answer =
        laidOut == null
            ? new Answer(404, "{\"error\":\"There is nothing here.\"}")
            : laidOut.size() > 1 ? laidOut.remove() : laidOut.element();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), 0);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private record Answer(int status, String body) {}
}
