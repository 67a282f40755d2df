package dev.plumbline.dashboards;

import dev.plumbline.component.Component;
import dev.plumbline.operations.ServiceProcess;
import dev.plumbline.operations.WatchedService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Runs dashboards as a process of its own, configured by PLUMBLINE_DASHBOARDS_ variables. */
public final class DashboardsMain {

  private DashboardsMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ServiceProcess.run(DashboardsConfig::read, DashboardsMain::start);
  }

  private static Component start(DashboardsConfig config) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Dashboards dashboards = Dashboards.start(config, meters);
    return WatchedService.of(
        dashboards, config.host(), config.metricsPort(), meters::scrape, dashboards::health);
  }
}
