package dev.plumbline.dashboards;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.sink.Sink;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service: sink and read API on one database. It starts whether or not Kafka, the registry and
 * Postgres are there, and {@link #health()} tells what it waits for.
 */
public final class Dashboards implements Component {

  private final Database database;
  private final Sink sink;
  private final ReadApi api;

  private Dashboards(Database database, Sink sink, DashboardsConfig config, MeterRegistry meters) {
    this.database = database;
    this.sink = sink;
    this.api =
        ReadApi.start(
            new InetSocketAddress(config.host(), config.port()),
            new DeliveryStore(database),
            sink::lag,
            () -> health(database, sink),
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
    Sink sink = Sink.start(config.kafka(), serdes, database, meters);
    try {
      return new Dashboards(database, sink, config, meters);
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      sink.close();
      database.close();
      throw e;
    }
  }

  /** The port of the read API. */
  public int port() {
    return api.port();
  }

  /** The parts' answers: postgres, sink and kafka. */
  public Health health() {
    return health(database, sink);
  }

  private static Health health(Database database, Sink sink) {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    parts.put(database.name(), database.check());
    parts.put(sink.name(), sink.check());
    parts.put("kafka", sink.kafka());
    return new Health(parts);
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
    sink.close();
    database.close();
  }
}
