package dev.plumbline.bench;

import dev.plumbline.standalone.Ports;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * From a deployment's webhook that is due to its row in Postgres, through a whole embedded
 * instance: door, spool, Kafka, calculation, sink.
 */
final class RowBench {

  private static final int PORT = 18_080;
  private static final int WARM_UP = 2_000;
  private static final int PATIENCE_SECONDS = 120;
  private static final int SERVICES = 1_000;

  private final int perSecond;
  private final int seconds;

  RowBench(int perSecond, int seconds) {
    this.perSecond = perSecond;
    this.seconds = seconds;
  }

  void run() throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("plumbline-bench");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Standalone instance =
            Standalone.start(StandaloneConfig.embedded(folder, PORT), line -> {});
        Load load = new Load(new Ports(PORT).ingest());
        Connection database = DriverManager.getConnection(instance.addresses().postgres())) {
      describeServices(new Ports(PORT).ingest());
      String secret = Files.readString(folder.resolve("secrets").resolve("github")).strip();
      SignedDeliveries deliveries = new SignedDeliveries(secret);
      measure(load, database, deliveries, 1, WARM_UP);
      Latencies rows = measure(load, database, deliveries, WARM_UP + 1, perSecond * seconds);
      System.out.printf(
          "%nRow: deployment's webhook to row in Postgres at %,d/s for %d s, %,d services: p50 %.0f ms,"
              + " p99 %.0f ms%n",
          perSecond, seconds, SERVICES, rows.percentile(0.5), rows.percentile(0.99));
    } finally {
      Machine.delete(folder);
    }
  }

  private static void describeServices(int port) throws IOException, InterruptedException {
    StringBuilder file = new StringBuilder("schema: idp-impact/v1\n");
    file.append("organisation: {id: acme, timezone: UTC}\nservices:\n");
    for (int i = 0; i < SERVICES; i++) {
      String name = SignedDeliveries.service(i, SERVICES);
      file.append(
          "  - {id: %1$s, repository: acme/%1$s, environments: [production]}%n".formatted(name));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/collections/organisation"))
            .header("Content-Type", "application/yaml")
            .POST(HttpRequest.BodyPublishers.ofString(file.toString()));
    String answer =
        HttpClient.newHttpClient()
            .send(request.build(), HttpResponse.BodyHandlers.ofString())
            .body();
    if (!answer.contains("\"result\"")) {
      throw new IllegalStateException("Expected the services to be taken, got " + answer);
    }
  }

  private Latencies measure(
      Load load, Connection database, SignedDeliveries deliveries, long first, int count)
      throws InterruptedException, SQLException {
    Instant now = Instant.now();
    List<com.linecorp.armeria.common.HttpRequest> requests =
        LongStream.range(first, first + count)
            .mapToObj(number -> deliveries.deployment(number, SERVICES, now))
            .toList();
    long start = System.nanoTime();
    Thread sender = new Thread(() -> send(load, requests), "sender");
    sender.start();
    Latencies latencies = await(database, first, count, start);
    sender.join();
    return latencies;
  }

  private void send(Load load, List<com.linecorp.armeria.common.HttpRequest> requests) {
    try {
      load.open(requests, perSecond);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for all that were due and have not been seen. */
  private Latencies await(Connection database, long first, int count, long start)
      throws SQLException, InterruptedException {
    Latencies latencies = new Latencies(count);
    Map<String, Integer> outstanding = new HashMap<>();
    int asked = 0;
    int seen = 0;
    String query =
        "select deployment from plumbline.deployments where service = any(?)"
            + " and environment = 'production' and deployment = any(?)";
    try (PreparedStatement statement = database.prepareStatement(query)) {
      while (seen < count) {
        long elapsed = System.nanoTime() - start;
        if (elapsed > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
          throw new IllegalStateException(
              "Expected a row of each webhook, got %d of %d".formatted(seen, count));
        }
        for (; asked < count && due(asked) <= elapsed; asked++) {
          outstanding.put(String.valueOf(first + asked), asked);
        }
        for (String number : found(database, statement, outstanding)) {
          Integer call = outstanding.remove(number);
          if (call != null) {
            latencies.set(call, System.nanoTime() - start - due(call));
            seen++;
          }
        }
        Thread.sleep(5);
      }
    }
    return latencies;
  }

  private long due(int call) {
    return call * TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  private static List<String> found(
      Connection database, PreparedStatement statement, Map<String, Integer> outstanding)
      throws SQLException {
    Object[] numbers = outstanding.keySet().toArray();
    Object[] services =
        outstanding.keySet().stream()
            .map(number -> SignedDeliveries.service(Long.parseLong(number), SERVICES))
            .distinct()
            .toArray();
    statement.setArray(1, database.createArrayOf("text", services));
    statement.setArray(2, database.createArrayOf("text", numbers));
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
