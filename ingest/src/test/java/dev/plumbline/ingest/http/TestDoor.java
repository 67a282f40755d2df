package dev.plumbline.ingest.http;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.drain.Drain;
import dev.plumbline.ingest.drain.DrainMeters;
import dev.plumbline.ingest.drain.InMemoryKafka;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.drain.Reading;
import dev.plumbline.ingest.source.ServiceScope;
import dev.plumbline.ingest.source.SourceConfig;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.source.SourcesConfig;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.SpoolConfig;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The door with everything behind it but Kafka. Sources: {@code github} and {@code ghes} of
 * GitHub's kind, {@code jira}, {@code pagerduty}; {@code team-a} and {@code team-b} report
 * incidents of services named by a and b, {@code all} of every service. Each has a secret of its
 * own.
 */
final class TestDoor implements AutoCloseable {

  static final String EVENT = "{\"title\":\"one\"}";

  private static final List<String> SOURCES =
      List.of("github", "ghes", "jira", "pagerduty", "team-a", "team-b", "all");

  final Path data;
  final InMemoryKafka kafka = new InMemoryKafka();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Sources sources;
  final Spool spool;
  final StrandedDeliveries stranded;
  final Drain drain;
  final IngestServer server;
  private final ClientFactory clients = ClientFactory.builder().build();
  private final WebClient client;

  TestDoor(Path data, DeliveryMapper mapper) throws Exception {
    this(data, mapper, SpoolConfig.byDefault(data));
  }

  TestDoor(Path data, DeliveryMapper mapper, SpoolConfig spoolConfig) throws Exception {
    this.data = data;
    Path folder = Files.createDirectories(data.resolve("secrets"));
    for (String source : SOURCES) {
      if (!Files.exists(folder.resolve(source))) {
        Files.writeString(folder.resolve(source), secret(source) + "\n");
      }
    }
    this.sources =
        Sources.open(
            new SourcesConfig(
                folder,
                List.of(
                    SourceConfig.ofFile("github", SourceKind.GITHUB),
                    SourceConfig.ofFile("ghes", SourceKind.GITHUB),
                    SourceConfig.ofFile("jira", SourceKind.JIRA),
                    SourceConfig.ofFile("pagerduty", SourceKind.PAGERDUTY),
                    incidents("team-a", "a,a-jobs"),
                    incidents("team-b", "b"),
                    incidents("all", "*")),
                false));
    Clock clock = Clock.systemUTC();
    this.spool = Spool.open(spoolConfig, clock);
    this.stranded = StrandedDeliveries.open(spoolConfig.stranded(), spoolConfig.mostStranded());
    Map<String, DeliveryMapper> mappers = new HashMap<>();
    sources.all().forEach(source -> mappers.put(source.id(), mapper));
    Reading reading = new Reading(mappers);
    DrainMeters drainMeters = new DrainMeters(meters);
    this.drain = Drain.start(spool, stranded, reading, kafka, drainMeters);
    QuarantineReplay replay = new QuarantineReplay(kafka, stranded, reading, kafka, drainMeters);
    this.server =
        new IngestServer(
            "127.0.0.1",
            0,
            List.of(),
            new Door(sources, spool, stranded, kafka, replay, meters, clock),
            List.of(sources, spool, stranded, drain),
            null);
    server.start();
    this.client =
        WebClient.builder("h1c://127.0.0.1:" + server.port())
            .factory(clients)
            .maxResponseLength(0)
            .responseTimeout(Duration.ofSeconds(30))
            .build();
  }

  private static SourceConfig incidents(String id, String services) {
    return SourceConfig.ofFile(
        id, SourceKind.INCIDENTS, ServiceScope.parse(services).orElseThrow());
  }

  /** The secret that a source has from the start. */
  static String secret(String source) {
    return (source + "-secret-").repeat(4);
  }

  static String sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(String secret, String body) {
    return sign(secret, body.getBytes(StandardCharsets.UTF_8));
  }

  WebClient client() {
    return client;
  }

  /** Delivers as the source itself does. */
  AggregatedHttpResponse deliver(String source, String body) {
    return deliver(source, body.getBytes(StandardCharsets.UTF_8));
  }

  AggregatedHttpResponse deliver(String source, byte[] body) {
    return post(
        "/webhooks/" + source,
        body,
        headers ->
            headers
                .set(signatureHeader(source), signature(source, secret(source), body))
                .set("x-github-event", "issues"));
  }

  static String signatureHeader(String source) {
    return switch (source) {
      case "jira" -> "x-hub-signature";
      case "pagerduty" -> "x-pagerduty-signature";
      default -> "x-hub-signature-256";
    };
  }

  /** The signature in the form of the source. */
  static String signature(String source, String secret, byte[] body) {
    String signature = sign(secret, body);
    return source.equals("pagerduty") ? signature.replace("sha256=", "v1=") : signature;
  }

  /** Reports incidents with the token of a source. */
  AggregatedHttpResponse report(String source, String body) {
    return post(
        "/events/incidents",
        body,
        headers -> headers.set("authorization", "Bearer " + secret(source)));
  }

  AggregatedHttpResponse post(
      String path, byte[] body, UnaryOperator<RequestHeadersBuilder> headers) {
    RequestHeaders head =
        headers
            .apply(RequestHeaders.builder(HttpMethod.POST, path).contentType(MediaType.JSON))
            .build();
    return client.execute(HttpRequest.of(head, HttpData.wrap(body))).aggregate().join();
  }

  AggregatedHttpResponse post(
      String path, String body, UnaryOperator<RequestHeadersBuilder> headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** A counter's value over all its tags that are not named. */
  double count(String name, String... tags) {
    return meters.find(name).tags(tags).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Override
  public void close() {
    // Its threads take two seconds to end, which no test has to wait for.
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    drain.close();
    spool.close();
    stopped.thenRun(clients::close);
  }
}
