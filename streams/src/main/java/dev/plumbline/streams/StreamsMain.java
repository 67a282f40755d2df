package dev.plumbline.streams;

import dev.plumbline.operations.ServiceProcess;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * Runs the stream processors as a process of their own, configured by PLUMBLINE_STREAMS_ variables.
 */
public final class StreamsMain {

  private StreamsMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ServiceProcess.run(StreamsAppConfig::read, StreamsMain::start);
  }

  private static StreamsApp start(StreamsAppConfig config) {
    return StreamsApp.start(config, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }
}
