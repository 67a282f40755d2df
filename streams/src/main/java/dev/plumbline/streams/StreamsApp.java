package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.operations.OperationsServer;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.delivery.DeliveryTopology;
import dev.plumbline.streams.operations.ApplicationLag;
import dev.plumbline.streams.operations.KafkaMeters;
import dev.plumbline.streams.stage.StageProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/** The stream processors of all families, with the listener on which they are watched. */
public final class StreamsApp implements Component {

  /** Replaced by a higher one when a family is computed anew beside itself. */
  private static final String DELIVERY_APPLICATION = "plumbline-delivery-1";

  private final FamilyRunner delivery;
  private final ApplicationLag lag;
  private final OperationsServer operations;

  private StreamsApp(FamilyRunner delivery, ApplicationLag lag, OperationsServer operations) {
    this.delivery = delivery;
    this.lag = lag;
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
    StageProgress progress = new StageProgress();
    Gauge.builder("plumbline.delivery.pending", progress, StageProgress::pending)
        .description("Pieces of work of the delivery family taken and not finished")
        .register(meters);
    Topology topology = new DeliveryTopology(AvroSerdes.on(config.registry()), progress).get();
    FamilyRunner delivery =
        FamilyRunner.start(
            "delivery", topology, FamilyProperties.of(config, DELIVERY_APPLICATION), meters);
    ApplicationLag lag =
        new ApplicationLag(config.kafka(), DELIVERY_APPLICATION, topology, progress);
    try {
      OperationsServer operations =
          new OperationsServer(
              config.host(),
              config.port(),
              meters::scrape,
              () -> Health.of(List.of(delivery)),
              Map.of("/lag", () -> lag.measure().toJson()));
      return new StreamsApp(delivery, lag, operations);
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      lag.close();
      delivery.close();
      throw e;
    }
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
    return delivery.check();
  }

  @Override
  public void close() {
    operations.close();
    lag.close();
    delivery.close();
  }
}
