package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.streams.operations.ApplicationLag;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology of one metric family. A failure nobody foresaw stops it and is kept. */
final class FamilyRunner implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(FamilyRunner.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final String family;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final ApplicationLag lag;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private FamilyRunner(String family, KafkaStreams streams, ApplicationLag lag) {
    this.family = family;
    this.streams = streams;
    this.metrics = new KafkaStreamsMetrics(streams);
    this.lag = lag;
  }

  static FamilyRunner start(
      Family family,
      Topology topology,
      StreamsAppConfig config,
      String application,
      StageProgress progress,
      MeterRegistry meters) {
    LOG.info("Topology of {}:\n{}", family.id(), topology.describe());
    Gauge.builder("plumbline." + family.id() + ".pending", progress, StageProgress::pending)
        .description("Pieces of work of the " + family.id() + " family taken and not finished")
        .register(meters);
    KafkaStreams streams = new KafkaStreams(topology, FamilyProperties.of(config, application));
    FamilyRunner runner =
        new FamilyRunner(
            family.id(),
            streams,
            new ApplicationLag(config.kafka(), application, topology, progress));
    streams.setUncaughtExceptionHandler(runner::stopWith);
    streams.start();
    runner.metrics.bindTo(meters);
    return runner;
  }

  private StreamThreadExceptionResponse stopWith(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("Family {} stops", family, cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * What the family has left to do.
   *
   * @throws IllegalStateException if the brokers do not answer
   */
  Lag lag() {
    return lag.measure();
  }

  @Override
  public String name() {
    return family;
  }

  @Override
  public CheckResult check() {
    Throwable cause = failure.get();
    if (cause != null) {
      return CheckResult.down("stopped: " + cause.getMessage());
    }
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? CheckResult.up()
        : CheckResult.down("expected RUNNING, is " + state);
  }

  @Override
  public void close() {
    metrics.close();
    lag.close();
    if (!streams.close(CLOSE_WITHIN)) {
      LOG.warn("Family {} did not stop within {}", family, CLOSE_WITHIN);
    }
  }
}
