package dev.plumbline.standalone;

import dev.plumbline.component.Component;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.standalone.postgres.EmbeddedPostgres;
import dev.plumbline.standalone.registry.EmbeddedRegistry;
import dev.plumbline.standalone.registry.RegistryIds;
import dev.plumbline.topic.TopicProvisioner;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole instance on one machine: broker, registry and Postgres, each embedded or at an address,
 * then topics and schemas, then the services.
 *
 * <p>The parts start side by side and close one after the other, the last started first. Not
 * thread-safe except for {@link #close()} and {@link #failure()}.
 */
public final class Standalone implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Standalone.class);
  private static final int REPLICATION = 1;
  private static final Duration SERVICES_PATIENCE = Duration.ofSeconds(60);

  private final StandaloneConfig config;
  private final DataDirectory data;
  private final Consumer<String> progress;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private @Nullable Addresses addresses;
  private volatile boolean isClosing;

  private Standalone(StandaloneConfig config, DataDirectory data, Consumer<String> progress) {
    this.config = config;
    this.data = data;
    this.progress = progress;
  }

  /**
   * Starts an instance and waits until every service works; what was started is closed again when a
   * part fails.
   *
   * @param progress told in a line what has become ready
   * @throws PortTakenException if one of the three ports is taken
   * @throws DataDirectoryInUseException if another instance has the folder
   * @throws IllegalStateException if a part does not start
   */
  public static Standalone start(StandaloneConfig config, Consumer<String> progress) {
    new Ports(config.port()).expectFree();
    DataDirectory data = DataDirectory.take(config.data());
    Standalone standalone = new Standalone(config, data, progress);
    try {
      standalone.startParts();
      return standalone;
    } catch (RuntimeException e) {
      standalone.close();
      throw e;
    }
  }

  /** Where the parts below the services are. */
  public Addresses addresses() {
    if (addresses == null) {
      throw new IllegalStateException("Expected a started instance");
    }
    return addresses;
  }

  /** Completes with the reason when a part fails; never completes otherwise. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  @Override
  public synchronized void close() {
    isClosing = true;
    while (!started.isEmpty()) {
      closeQuietly(started.pop());
    }
    data.close();
  }

  private void startParts() {
    CompletableFuture<String> registry =
        then("Schemas", async("Schema registry", this::registry), this::withSchemas);
    CompletableFuture<String> postgres = async("Postgres", this::postgres);
    CompletableFuture<String> kafka = then("Topics", async("Kafka", this::kafka), this::withTopics);
    try {
      addresses = new Addresses(kafka.join(), registry.join(), postgres.join());
    } catch (CompletionException e) {
      // Whatever is still on its way must arrive before it can be closed.
      CompletableFuture.allOf(registry, postgres, kafka).handle((done, error) -> done).join();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    startServices(addresses);
  }

  private void startServices(Addresses addresses) {
    Instant before = Instant.now();
    List<Component> services = new ArrayList<>();
    Services.start(addresses, config, data, service -> services.add(own(service)));
    new Readiness(SERVICES_PATIENCE).await(services, failure);
    report("Services", before);
  }

  private String kafka() {
    if (config.kafka() != null) {
      return config.kafka();
    }
    EmbeddedKafka kafka = own(EmbeddedKafka.start(data.kafka()));
    failWith(kafka.failure());
    return kafka.bootstrap();
  }

  private String registry() {
    if (config.registry() != null) {
      return config.registry();
    }
    EmbeddedRegistry registry =
        own(
            EmbeddedRegistry.start(
                data.registry(), Distributions.registry(), data.log("registry")));
    failWith(registry.failure());
    return registry.url();
  }

  private String postgres() {
    if (config.postgres() != null) {
      return config.postgres();
    }
    EmbeddedPostgres postgres =
        own(EmbeddedPostgres.start(data.postgres(), data.postgresSecret(), data.log("postgres")));
    failWith(postgres.failure());
    return postgres.url();
  }

  private String withTopics(String bootstrap) {
    TopicProvisioner.provision(bootstrap, REPLICATION);
    return bootstrap;
  }

  private String withSchemas(String url) {
    SchemaRegistryClient registry = AvroSerdes.on(url).registry();
    RegistryIds ids = new RegistryIds(data.registryIds());
    // With both elsewhere the ids are no matter of this folder.
    boolean belongTogether = config.kafka() == null || config.registry() == null;
    if (belongTogether) {
      ids.expectIn(registry);
    }
    Map<String, Integer> registered = new SchemaRegistration(registry).registerAll();
    if (belongTogether) {
      ids.keep(registered);
    }
    return url;
  }

  private CompletableFuture<String> async(String part, Supplier<String> start) {
    Instant before = Instant.now();
    return CompletableFuture.supplyAsync(
        () -> {
          String address = start.get();
          report(part, before);
          return address;
        },
        task -> new Thread(task, "start-" + part).start());
  }

  private CompletableFuture<String> then(
      String step, CompletableFuture<String> part, UnaryOperator<String> work) {
    return part.thenApply(
        address -> {
          Instant before = Instant.now();
          String result = work.apply(address);
          report(step, before);
          return result;
        });
  }

  private void report(String part, Instant before) {
    Duration took = Duration.between(before, Instant.now());
    progress.accept("%s ready in %.1f s".formatted(part, took.toMillis() / 1000.0));
  }

  private synchronized <T extends Component> T own(T part) {
    started.push(part);
    return part;
  }

  private void failWith(CompletableFuture<String> partFailure) {
    partFailure.thenAccept(
        reason -> {
          if (!isClosing) {
            failure.complete(reason);
          }
        });
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The others must be closed all the same.
      LOGGER.warn("A part did not close well", e);
    }
  }
}
