package dev.plumbline.ingest;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.ingest.collection.CountingEventSink;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.git.GitCollector;
import dev.plumbline.ingest.github.GithubArchiveCollector;
import dev.plumbline.ingest.http.CollectionKind;
import dev.plumbline.ingest.http.GitCollection;
import dev.plumbline.ingest.http.GithubEventsCollection;
import dev.plumbline.ingest.http.IngestServer;
import dev.plumbline.ingest.http.OrganisationCollection;
import dev.plumbline.ingest.kafka.KafkaConnection;
import dev.plumbline.ingest.kafka.RegistryConnection;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The running service: collectors behind HTTP, in front of Kafka. */
public final class Ingest implements Component {

  private final KafkaConnection kafka;
  private final RegistryConnection registry;
  private final IngestServer server;

  private Ingest(IngestConfig config, MeterRegistry meters) {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(config.data());
    AvroSerdes serdes = AvroSerdes.on(config.registry());
    this.kafka = KafkaConnection.to(config.kafka(), serdes);
    this.registry = new RegistryConnection(serdes);
    LatestRecords latest = kafka.latestRecords();
    Supplier<EventSink> sinks = () -> new CountingEventSink(kafka.newSink(), meters);
    GitCollector collector =
        new GitCollector(
            config.data().resolve("git"), pseudonyms, latest, sinks, Clock.systemUTC());
    List<CollectionKind> kinds =
        List.of(
            new GitCollection(collector),
            new GithubEventsCollection(new GithubArchiveCollector(pseudonyms, sinks)),
            new OrganisationCollection(new OrganisationCollector(latest, sinks)));
    this.server = new IngestServer(config.host(), config.port(), kinds, List.of(kafka, registry));
  }

  /**
   * Starts the service; returns when it listens. Kafka and the registry may come later: until then
   * health says so.
   */
  public static Ingest start(IngestConfig config, MeterRegistry meters) {
    Ingest ingest = new Ingest(config, meters);
    try {
      ingest.server.start();
      return ingest;
    } catch (RuntimeException e) {
      ingest.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The parts' answers: kafka and registry. */
  public Health health() {
    return Health.of(List.of(kafka, registry));
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public CheckResult check() {
    return health().summary();
  }

  /** Ends running collections at their next commit, then closes the connections. */
  @Override
  public void close() {
    server.close();
    registry.close();
    kafka.close();
  }
}
