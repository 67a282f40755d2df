package dev.plumbline.dashboards;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.sink.Sink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.OpsDemandStore;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The service: sink and read API on one database. It starts whether or not Kafka, the registry and
 * Postgres are there, and {@link #health()} tells what it waits for.
 */
public final class Dashboards implements Component {

  private final Database database;
  private final List<Sink> sinks;
  private final ReadApi api;

  private Dashboards(
      Database database, List<Sink> sinks, DashboardsConfig config, MeterRegistry meters) {
    this.database = database;
    this.sinks = sinks;
    this.api =
        ReadApi.start(
            new InetSocketAddress(config.host(), config.port()),
            new DeliveryStore(database),
            new OpsDemandStore(database),
            () -> lag(sinks),
            () -> health(database, sinks),
            config.kafka(),
            meters);
  }

  /**
   * Starts the service.
   *
   * @param meters takes the meters {@code plumbline.sink.*}
   */
  public static Dashboards start(DashboardsConfig config, MeterRegistry meters) {
    Database database = Database.at(config.postgresUrl());
    AvroSerdes serdes = AvroSerdes.on(config.registry());
    List<Sink> sinks =
        Arrays.stream(Family.values())
            .map(family -> Sink.start(family, config.kafka(), serdes, database, meters))
            .toList();
    try {
      return new Dashboards(database, sinks, config, meters);
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      sinks.forEach(Sink::close);
      database.close();
      throw e;
    }
  }

  /** The port of the read API. */
  public int port() {
    return api.port();
  }

  /** The parts' answers: postgres, the sink of each family, and kafka. */
  public Health health() {
    return health(database, sinks);
  }

  private static Health health(Database database, List<Sink> sinks) {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    parts.put(database.name(), database.check());
    sinks.forEach(sink -> parts.put(sink.name(), sink.check()));
    parts.put("kafka", kafka(sinks));
    return new Health(parts);
  }

  /** Down if any of them says so, for one sink may have lost what another still has. */
  private static CheckResult kafka(List<Sink> sinks) {
    return sinks.stream()
        .map(Sink::kafka)
        .filter(check -> !check.isUp())
        .findFirst()
        .orElseGet(CheckResult::up);
  }

  private static CompletableFuture<Long> lag(List<Sink> sinks) {
    return sinks.stream()
        .map(Sink::lag)
        .reduce((left, right) -> left.thenCombine(right, Long::sum))
        .orElseThrow();
  }

  @Override
  public String name() {
    return "dashboards";
  }

  @Override
  public CheckResult check() {
    return health().summary();
  }

  @Override
  public void close() {
    api.close();
    sinks.forEach(Sink::close);
    database.close();
  }
}
