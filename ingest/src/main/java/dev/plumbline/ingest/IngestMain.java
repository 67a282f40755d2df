package dev.plumbline.ingest;

import dev.plumbline.component.Component;
import dev.plumbline.operations.ServiceProcess;
import dev.plumbline.operations.WatchedService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Runs ingest as a process of its own, configured by PLUMBLINE_INGEST_ variables. */
public final class IngestMain {

  private IngestMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ServiceProcess.run(IngestConfig::read, IngestMain::start);
  }

  private static Component start(IngestConfig config) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Ingest ingest = Ingest.start(config, meters);
    return WatchedService.of(
        ingest, config.host(), config.metricsPort(), meters::scrape, ingest::health);
  }
}
