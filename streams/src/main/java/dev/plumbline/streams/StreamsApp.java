package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.operations.OperationsServer;
import dev.plumbline.replay.KafkaGenerationLog;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.generations.Replays;
import dev.plumbline.streams.operations.KafkaMeters;
import dev.plumbline.topic.Family;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** The stream processors of all families, with the listener on which they are watched. */
public final class StreamsApp implements Component {

  private final KafkaApplications applications;
  private final Replays replays;
  private final OperationsServer operations;

  private StreamsApp(KafkaApplications applications, Replays replays, OperationsServer operations) {
    this.applications = applications;
    this.replays = replays;
    this.operations = operations;
  }

  /**
   * Starts everything; topics and schemas must be there.
   *
   * @throws IllegalStateException if the brokers do not have what exactly-once needs
   */
  public static StreamsApp start(StreamsAppConfig config, PrometheusMeterRegistry meters) {
    Brokers.requireSafeTransactions(config.kafka());
    meters.config().meterFilter(new KafkaMeters());
    AvroSerdes serdes = AvroSerdes.on(config.registry());
    KafkaApplications applications = new KafkaApplications(config, serdes, meters);
    Replays replays = null;
    try {
      replays =
          Replays.start(
              Family.calculated(), applications, KafkaGenerationLog.on(config.kafka(), serdes));
      return new StreamsApp(applications, replays, operations(config, replays, meters));
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      if (replays != null) {
        replays.close();
      }
      applications.close();
      throw e;
    }
  }

  private static OperationsServer operations(
      StreamsAppConfig config, Replays replays, PrometheusMeterRegistry meters) {
    return new OperationsServer(
        config.host(),
        config.port(),
        meters::scrape,
        replays::health,
        Map.of("/lag", () -> replays.lag().toJson(), "/replays", replays::toJson),
        Map.of("/replays", replays::request));
  }

  /** The port of the listener. */
  public int port() {
    return operations.port();
  }

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public CheckResult check() {
    return replays.health().summary();
  }

  @Override
  public void close() {
    operations.close();
    replays.close();
    applications.close();
  }
}
