package dev.plumbline.standalone;

import dev.plumbline.component.Component;
import dev.plumbline.dashboards.Dashboards;
import dev.plumbline.dashboards.DashboardsConfig;
import dev.plumbline.ingest.Ingest;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.streams.StreamsApp;
import dev.plumbline.streams.StreamsAppConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Consumer;

/** The three services, which are told addresses and never see what stands behind them. */
final class Services {

  private static final int STREAM_THREADS = 2;

  private Services() {}

  /**
   * Starts them in the order of an event's way.
   *
   * @param started takes each as soon as it runs, so that it is closed when a later one fails
   */
  static void start(
      Addresses addresses,
      StandaloneConfig config,
      DataDirectory data,
      Consumer<Component> started) {
    Ports ports = new Ports(config.port());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String kafka = addresses.kafka();
    String registry = addresses.registry();
    started.accept(
        StreamsApp.start(
            new StreamsAppConfig(
                kafka,
                registry,
                data.streams(),
                "standalone",
                STREAM_THREADS,
                // Health, lag and metrics stay on this machine, whoever may read the page.
                StandaloneConfig.LOOPBACK,
                ports.metrics()),
            meters));
    started.accept(
        Ingest.start(
            new IngestConfig(
                    config.bind(),
                    ports.ingest(),
                    null,
                    kafka,
                    registry,
                    data.ingest(),
                    config.tokenFile())
                .following(config.organisation()),
            meters));
    started.accept(
        Dashboards.start(
            new DashboardsConfig(
                config.bind(),
                ports.page(),
                null,
                kafka,
                registry,
                addresses.postgres(),
                config.tokenFile(),
                null),
            meters));
  }
}
