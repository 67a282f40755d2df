package dev.plumbline.ingest;

import dev.plumbline.access.AccessToken;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.ingest.collection.CountingEventSink;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.drain.Drain;
import dev.plumbline.ingest.drain.DrainMeters;
import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.drain.Reading;
import dev.plumbline.ingest.git.GitCollector;
import dev.plumbline.ingest.github.GithubArchiveCollector;
import dev.plumbline.ingest.http.Door;
import dev.plumbline.ingest.http.GitCollection;
import dev.plumbline.ingest.http.GithubEventsCollection;
import dev.plumbline.ingest.http.IngestServer;
import dev.plumbline.ingest.http.OrganisationCollection;
import dev.plumbline.ingest.kafka.KafkaConnection;
import dev.plumbline.ingest.kafka.RegistryConnection;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.organisation.OrganisationWatch;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.settings.HotfixRules;
import dev.plumbline.validation.InvalidInputException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The running service: webhooks and collectors behind HTTP, in front of Kafka. A webhook is
 * answered once it is in the spool; the drain brings it on from there.
 */
public final class Ingest implements Component {

  private interface MapperFactory {
    Map<SourceKind, DeliveryMapper> make(Supplier<HotfixRules> rules);
  }

  private final Sources sources;
  private final Spool spool;
  private final StrandedDeliveries stranded;
  private final KafkaConnection kafka;
  private final RegistryConnection registry;
  private final Drain drain;
  private final OrganisationWatch organisation;
  private final IngestServer server;

  private Ingest(IngestConfig config, MeterRegistry meters, MapperFactory mappers) {
    Clock clock = Clock.systemUTC();
    this.sources = Sources.open(config.sources());
    this.spool = Spool.open(config.spool(), clock);
    this.stranded =
        StrandedDeliveries.open(config.spool().stranded(), config.spool().mostStranded());
    AvroSerdes serdes = AvroSerdes.on(config.registry());
    this.kafka = KafkaConnection.to(config.kafka(), serdes);
    this.registry = new RegistryConnection(serdes);
    Reading reading = new Reading(Mappers.bySource(sources, mappers.make(kafka.hotfixRules())));
    DrainMeters drainMeters = new DrainMeters(meters);
    this.drain = Drain.start(spool, stranded, reading, kafka.outlet(), drainMeters);
    Quarantine quarantine = kafka.quarantine();
    QuarantineReplay replay =
        new QuarantineReplay(quarantine, stranded, reading, kafka.outlet(), drainMeters);
    LatestRecords latest = kafka.latestRecords();
    Supplier<EventSink> sinks = () -> new CountingEventSink(kafka.newSink(), meters);
    Pseudonyms pseudonyms = Pseudonyms.keptIn(config.data());
    RepositoryRecords repositories = new RepositoryRecords();
    OrganisationCollector collector =
        new OrganisationCollector(latest, sinks, repositories, pseudonyms);
    this.organisation =
        OrganisationWatch.start(config.organisation(), collector, repositories, meters);
    this.server =
        new IngestServer(
            config.host(),
            config.port(),
            List.of(
                new GitCollection(
                    new GitCollector(
                        config.data().resolve("git"),
                        pseudonyms,
                        kafka.hotfixRules(),
                        latest,
                        sinks,
                        repositories,
                        clock)),
                new GithubEventsCollection(
                    new GithubArchiveCollector(pseudonyms, kafka.hotfixRules(), sinks)),
                new OrganisationCollection(collector, false),
                new OrganisationCollection(collector, true)),
            new Door(sources, spool, stranded, quarantine, replay, meters, clock),
            parts(),
            token(config));
  }

  private static @Nullable AccessToken token(IngestConfig config) {
    Path file = config.tokenFile();
    return file == null ? null : AccessToken.readFrom(file);
  }

  /**
   * Starts the service; returns when it listens. Kafka and the registry may come later: until then
   * health says so, and webhooks wait in the spool.
   *
   * @throws InvalidInputException if the secrets of a source cannot be used
   */
  public static Ingest start(IngestConfig config, MeterRegistry meters) {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(config.data());
    return start(config, meters, (MapperFactory) rules -> Mappers.all(pseudonyms, rules));
  }

  /** Starts the service with these mappers, one for each kind of source that is configured. */
  public static Ingest start(
      IngestConfig config, MeterRegistry meters, Map<SourceKind, DeliveryMapper> mappers) {
    return start(config, meters, (MapperFactory) rules -> mappers);
  }

  private static Ingest start(IngestConfig config, MeterRegistry meters, MapperFactory mappers) {
    Ingest ingest = new Ingest(config, meters, mappers);
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

  /** The answers of all parts. */
  public Health health() {
    return Health.of(parts());
  }

  private List<Component> parts() {
    return List.of(kafka, registry, sources, spool, stranded, drain, organisation);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public CheckResult check() {
    return health().summary();
  }

  /**
   * Ends running collections at their next commit, makes durable what was taken in, then closes the
   * connections.
   */
  @Override
  public void close() {
    server.close();
    organisation.close();
    drain.close();
    spool.close();
    registry.close();
    kafka.close();
  }
}
