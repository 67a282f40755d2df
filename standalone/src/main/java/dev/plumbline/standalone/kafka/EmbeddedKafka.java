package dev.plumbline.standalone.kafka;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.standalone.process.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A real broker and controller in this JVM, on loopback, with its data in a folder.
 *
 * <p>Ports are chosen anew at each start; with a static quorum the data does not mind. Kafka ends
 * the JVM when it meets what it cannot survive; here its exit procedures are replaced for the whole
 * JVM, so that the parts beside it are closed in order: the reason comes out of {@link #failure()}.
 */
public final class EmbeddedKafka implements Component {

  private static final String CLUSTER = "cGx1bWJsaW5lLWxvY2FsMQ";
  private static final int NODE = 1;
  private static final short TRANSACTION_VERSION = 2;

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", String.valueOf(NODE)),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("inter.broker.listener.name", "BROKER"),
          // With the default of three replicas consumers hang without a word.
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.num.partitions", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // A broker that was killed may come back only after its session is over.
          Map.entry("broker.session.timeout.ms", "1000"),
          Map.entry("broker.heartbeat.interval.ms", "200"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024)));

  private final KafkaRaftServer server;
  private final String bootstrap;
  private final CompletableFuture<String> failure;

  private EmbeddedKafka(
      KafkaRaftServer server, String bootstrap, CompletableFuture<String> failure) {
    this.server = server;
    this.bootstrap = bootstrap;
    this.failure = failure;
  }

  /**
   * Starts the broker on the data in the folder, or on none if it is new.
   *
   * @throws IllegalStateException if it does not come up
   */
  public static EmbeddedKafka start(Path folder) {
    return start(folder, FreePort.any());
  }

  /**
   * Starts the broker at a port that clients know already.
   *
   * @throws IllegalStateException if it does not come up
   */
  public static EmbeddedKafka start(Path folder, int port) {
    CompletableFuture<String> failure = new CompletableFuture<>();
    trapExit(failure);
    String bootstrap = "127.0.0.1:" + port;
    Properties properties = properties(folder, bootstrap, "127.0.0.1:" + FreePort.any());
    format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    EmbeddedKafka kafka = new EmbeddedKafka(server, bootstrap, failure);
    try {
      server.startup();
      kafka.expectTransactionVersion();
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw new IllegalStateException("Expected the broker to start: " + e.getMessage(), e);
    }
  }

  /** Address for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Completes with the reason when the broker fails; never completes otherwise. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public CheckResult check() {
    String reason = failure.getNow("");
    return reason.isEmpty() ? CheckResult.up() : CheckResult.down(reason);
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    Exit.resetExitProcedure();
    Exit.resetHaltProcedure();
  }

  private static void trapExit(CompletableFuture<String> failure) {
    Exit.Procedure procedure =
        (status, message) -> {
          String reason = message == null ? "the broker ended with status " + status : message;
          failure.complete(reason);
          // Kafka's code does not expect to come back from here.
          throw new IllegalStateException(reason);
        };
    Exit.setExitProcedure(procedure);
    Exit.setHaltProcedure(procedure);
  }

  private static Properties properties(Path folder, String bootstrap, String controller) {
    Properties properties = new Properties();
    properties.putAll(SETTINGS);
    properties.put("listeners", "BROKER://" + bootstrap + ",CONTROLLER://" + controller);
    properties.put("advertised.listeners", "BROKER://" + bootstrap);
    properties.put("controller.quorum.voters", NODE + "@" + controller);
    properties.put("log.dirs", folder.toString());
    return properties;
  }

  private static void format(Path folder) {
    try {
      Files.createDirectories(folder);
      new Formatter()
          .setClusterId(CLUSTER)
          .setNodeId(NODE)
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setIgnoreFormatted(true)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the broker's data below " + folder, e);
    } catch (Exception e) {
      throw new IllegalStateException("Expected a folder of the broker's data: " + folder, e);
    }
  }

  /** Exactly-once as it is used here relies on the broker's check of each transaction's epoch. */
  private void expectTransactionVersion() {
    Map<String, Object> configuration =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (Admin admin = Admin.create(configuration)) {
      FinalizedVersionRange range =
          admin
              .describeFeatures()
              .featureMetadata()
              .get(30, TimeUnit.SECONDS)
              .finalizedFeatures()
              .get("transaction.version");
      if (range == null || range.maxVersionLevel() != TRANSACTION_VERSION) {
        throw new IllegalStateException(
            "Expected the finalized feature transaction.version=2, got " + range);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker started", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no answer at " + bootstrap, e);
    }
  }
}
