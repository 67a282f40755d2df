package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.operations.OperationsServer;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.delivery.DeliveryTopology;
import dev.plumbline.streams.operations.KafkaMeters;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.streams.opsdemand.OpsDemandTopology;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.streams.topology.FamilyTopology;
import dev.plumbline.topic.Family;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stream processors of all families, with the listener on which they are watched. */
public final class StreamsApp implements Component {

  /** Replaced by a higher one when a family is computed anew beside itself. */
  private static final int GENERATION = 1;

  private final List<FamilyRunner> families;
  private final OperationsServer operations;

  private StreamsApp(List<FamilyRunner> families, OperationsServer operations) {
    this.families = families;
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
    List<FamilyRunner> families = new ArrayList<>();
    try {
      for (Family family : Family.values()) {
        families.add(run(family, config, meters));
      }
      OperationsServer operations =
          new OperationsServer(
              config.host(),
              config.port(),
              meters::scrape,
              () -> Health.of(families),
              Map.of("/lag", () -> lag(families).toJson()));
      return new StreamsApp(families, operations);
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      families.forEach(FamilyRunner::close);
      throw e;
    }
  }

  private static FamilyRunner run(
      Family family, StreamsAppConfig config, PrometheusMeterRegistry meters) {
    StageProgress progress = new StageProgress();
    FamilyTopology topology = topology(family, AvroSerdes.on(config.registry()), progress);
    return FamilyRunner.start(
        family, topology.get(), config, family.application(GENERATION), progress, meters);
  }

  private static FamilyTopology topology(Family family, AvroSerdes serdes, StageProgress progress) {
    return switch (family) {
      case DELIVERY -> new DeliveryTopology(serdes, progress);
      case OPS_DEMAND -> new OpsDemandTopology(serdes, progress);
    };
  }

  private static Lag lag(List<FamilyRunner> families) {
    return families.stream().map(FamilyRunner::lag).reduce(Lag::plus).orElseThrow();
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
    return Health.of(families).summary();
  }

  @Override
  public void close() {
    operations.close();
    families.forEach(FamilyRunner::close);
  }
}
