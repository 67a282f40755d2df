package dev.plumbline.dashboards;

import dev.plumbline.access.AccessToken;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.sink.Sinks;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service: sink and read API on one database. It starts whether or not Kafka, the registry and
 * Postgres are there, and {@link #health()} tells what it waits for.
 */
public final class Dashboards implements Component {

  private final Database database;
  private final Sinks sinks;
  private final ReadApi api;

  private Dashboards(
      Database database, Sinks sinks, DashboardsConfig config, MeterRegistry meters) {
    this.database = database;
    this.sinks = sinks;
    this.api =
        ReadApi.start(
            new InetSocketAddress(config.host(), config.port()),
            database,
            options(config),
            sinks::lag,
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
    Sinks sinks = Sinks.start(config.kafka(), serdes, database, meters);
    try {
      return new Dashboards(database, sinks, config, meters);
    } catch (RuntimeException e) {
      // A port that is taken, most of all: nothing may be left running behind.
      sinks.close();
      database.close();
      throw e;
    }
  }

  private static ReadApi.Options options(DashboardsConfig config) {
    Path tokenFile = config.tokenFile();
    return new ReadApi.Options(
        tokenFile == null ? null : AccessToken.readFrom(tokenFile), config.grafana());
  }

  /** The port of the read API. */
  public int port() {
    return api.port();
  }

  /** The parts' answers: postgres, the sink of each family, and kafka. */
  public Health health() {
    return health(database, sinks);
  }

  private static Health health(Database database, Sinks sinks) {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    parts.put(database.name(), database.check());
    parts.putAll(sinks.checks());
    parts.put("kafka", sinks.kafka());
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
    sinks.close();
    database.close();
  }
}
