package dev.plumbline.dashboards.sink;

import dev.plumbline.component.Health;
import dev.plumbline.dashboards.TestFacts;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Measures, and asserts nothing: how fast changes get from records into a Postgres that syncs its
 * log, how fast again when all are there already, and how fast they come out. Run by hand; the
 * argument is the number of changes.
 */
final class SinkThroughput {

  private static final int SERVICES = 100;
  private static final int POLL_RECORDS = 5_000;
  private static final String DEPLOYMENTS =
      "insert into deployment select distinct on (service, deployment) 1, service, environment,"
          + " deployment, repository, sha, 'SUCCEEDED', null::timestamptz, deployed_at,"
          + " deployment = 'v0', null, 0, 0 from change";

  private SinkThroughput() {}

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    AvroSerdes serdes = AvroSerdes.on("mock://throughput");
    new SchemaRegistration(serdes.registry()).registerAll();
    LogConsumer log = filled(rows, serdes);
    try (TestPostgres postgres = TestPostgres.start("fsync=on")) {
      String url = postgres.newDatabase();
      try (Database database = Database.at(url)) {
        database.migrate();
      }
      measure("insert", rows, () -> sink(url, serdes, log, rows));
      try (TestSink sink = new TestSink(url, serdes, log)) {
        sink.execute("update sink_offset set next_offset = 0");
        sink.execute(DEPLOYMENTS);
      }
      measure("again", rows, () -> sink(url, serdes, log, rows));
      read(url, rows);
    }
  }

  private static LogConsumer filled(int rows, AvroSerdes serdes) {
    LogConsumer log = new LogConsumer(serdes);
    log.limitPolls(POLL_RECORDS);
    Serializer<ChangeKey> keys = serdes.key(ChangeKey.class).serializer();
    Serializer<Change> values = serdes.value(Change.class).serializer();
    Instant start = Instant.parse("2015-01-01T00:00:00Z");
    for (int i = 0; i < rows; i++) {
      String sha = "%040x".formatted(i * 2_654_435_761L);
      Instant committed = start.plusSeconds(i * 300L);
      Change change =
          TestFacts.deployed(
              committed.toString(), "v" + i / 500, committed.plusSeconds(7_200).toString());
      log.appendBytes(
          Topics.FACTS_CHANGES,
          keys.serialize("", TestFacts.change("service-" + i % SERVICES, sha)),
          values.serialize("", change));
    }
    return log;
  }

  private static void sink(String url, AvroSerdes serdes, LogConsumer log, int rows)
      throws Exception {
    try (TestSink sink = new TestSink(url, serdes, log)) {
      sink.open();
      for (int done = 0; done < rows; done += POLL_RECORDS) {
        sink.poll();
      }
    }
  }

  private static void read(String url, int rows) throws Exception {
    try (Database database = Database.at(url);
        ReadApi api =
            ReadApi.start(
                new InetSocketAddress("127.0.0.1", 0),
                database,
                ReadApi.Options.NONE,
                () -> CompletableFuture.completedFuture(0L),
                () -> new Health(Map.of()),
                "127.0.0.1:1",
                new SimpleMeterRegistry())) {
      for (int i = 0; i < 3; i++) {
        measure("one service", rows / SERVICES, () -> get(api, "&service=service-7"));
      }
      measure("one month", 1, () -> get(api, "&service=service-7&from=2016-01-01&to=2016-02-01"));
      measure("everything", rows, () -> get(api, ""));
    }
  }

  private static void get(ReadApi api, String query) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + api.port() + "/api/v1/facts/changes?format=csv" + query);
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
  }

  private static void measure(String what, int rows, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-12s %,10d rows %8.3f s %,10.0f rows/s%n", what, rows, seconds, rows / seconds);
  }

  private interface Work {
    void run() throws Exception;
  }
}
