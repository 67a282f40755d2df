package dev.plumbline.bench;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import dev.plumbline.ingest.Ingest;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.topic.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Webhooks of 8 kB until they are answered, beside a server that reads the same requests and
 * answers without work. Clients, server and broker share the machine.
 */
final class DoorBench {

  private static final int CONNECTIONS = 256;
  private static final String REGISTRY = "mock://door";

  private final int requests;
  private final int perSecond;
  private long next;

  DoorBench(int requests, int perSecond) {
    this.requests = requests;
    this.perSecond = perSecond;
  }

  void run() throws IOException, InterruptedException {
    System.out.printf("%nDoor: %,d webhooks of 8 kB, %d connections%n", requests, CONNECTIONS);
    new SchemaRegistration(AvroSerdes.on(REGISTRY).registry()).registerAll();
    Path folder = Files.createTempDirectory("plumbline-bench");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      double bare = bare();
      report("broker away", bare, folder.resolve("away"), "127.0.0.1:1");
      report("draining meanwhile", bare, folder.resolve("draining"), kafka.bootstrap());
    } finally {
      Machine.delete(folder);
    }
  }

  /** Sends twice; the second time counts. */
  private double bare() throws InterruptedException {
    Server server =
        Server.builder()
            .http(new InetSocketAddress("127.0.0.1", 0))
            .service(
                "/webhooks/github",
                (context, request) ->
                    HttpResponse.of(request.aggregate().thenApply(all -> HttpResponse.of(202))))
            .build();
    server.start().join();
    SignedDeliveries deliveries = new SignedDeliveries("bare");
    try (Load load = new Load(server.activeLocalPort())) {
      load.closed(signed(deliveries, requests), CONNECTIONS);
      double rate = load.closed(signed(deliveries, requests), CONNECTIONS);
      Latencies latencies = load.open(signed(deliveries, perSecond * 10), perSecond);
      System.out.printf("%-28s %,10.0f /s%n", "answering without work", rate);
      print(latencies);
      return rate;
    } finally {
      server.stop().join();
    }
  }

  private void report(String name, double bare, Path data, String kafka)
      throws IOException, InterruptedException {
    IngestConfig config = new IngestConfig("127.0.0.1", 0, null, kafka, REGISTRY, data);
    try (Ingest ingest = Ingest.start(config, new SimpleMeterRegistry());
        Load load = new Load(ingest.port())) {
      String secret = Files.readString(data.resolve("secrets").resolve("github")).strip();
      SignedDeliveries deliveries = new SignedDeliveries(secret);
      load.closed(signed(deliveries, requests), CONNECTIONS);
      double rate = load.closed(signed(deliveries, requests), CONNECTIONS);
      System.out.printf("%-28s %,10.0f /s   ratio %.2f%n", "the door, " + name, rate, rate / bare);
      print(load.open(signed(deliveries, perSecond * 10), perSecond));
    }
  }

  private void print(Latencies latencies) {
    System.out.printf(
        "  at %,d/s                  p50 %.1f ms, p99 %.1f ms%n",
        perSecond, latencies.percentile(0.5), latencies.percentile(0.99));
  }

  private List<HttpRequest> signed(SignedDeliveries deliveries, int count) {
    long first = next;
    next += count;
    Instant now = Instant.now();
    return LongStream.range(first, next)
        .mapToObj(number -> deliveries.pullRequest(number + 1, now))
        .toList();
  }
}
