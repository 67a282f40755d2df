package dev.plumbline.bench;

import com.linecorp.armeria.common.HttpRequest;
import dev.plumbline.standalone.Ports;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Array;
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
 * From a webhook that is due to its row in Postgres, through a whole embedded instance: door,
 * spool, Kafka, calculation, sink.
 */
final class RowBench {

  private static final int PORT = 18_080;
  private static final int WARM_UP = 2_000;
  private static final int PATIENCE_SECONDS = 120;

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
      String secret = Files.readString(folder.resolve("secrets").resolve("github")).strip();
      SignedDeliveries deliveries = new SignedDeliveries(secret);
      measure(load, database, deliveries, 1, WARM_UP);
      Latencies rows = measure(load, database, deliveries, WARM_UP + 1, perSecond * seconds);
      System.out.printf(
          "%nRow: webhook to row in Postgres at %,d/s for %d s: p50 %.0f ms, p99 %.0f ms%n",
          perSecond, seconds, rows.percentile(0.5), rows.percentile(0.99));
    } finally {
      Machine.delete(folder);
    }
  }

  private Latencies measure(
      Load load, Connection database, SignedDeliveries deliveries, long first, int count)
      throws InterruptedException, SQLException {
    Instant now = Instant.now();
    List<HttpRequest> requests =
        LongStream.range(first, first + count)
            .mapToObj(number -> deliveries.pullRequest(number, now))
            .toList();
    long start = System.nanoTime();
    Thread sender = new Thread(() -> send(load, requests), "sender");
    sender.start();
    Latencies latencies = await(database, first, count, start);
    sender.join();
    return latencies;
  }

  private void send(Load load, List<HttpRequest> requests) {
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
        "select pull_request from plumbline.pull_requests where repository = ? and pull_request = any(?)";
    try (PreparedStatement statement = database.prepareStatement(query)) {
      statement.setString(1, SignedDeliveries.REPOSITORY);
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
    Array numbers = database.createArrayOf("text", outstanding.keySet().toArray());
    statement.setArray(2, numbers);
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
