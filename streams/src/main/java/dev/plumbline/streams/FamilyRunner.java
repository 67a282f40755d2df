package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.streams.errors.DeadLetters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
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
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private FamilyRunner(String family, KafkaStreams streams) {
    this.family = family;
    this.streams = streams;
    this.metrics = new KafkaStreamsMetrics(streams);
  }

  static FamilyRunner start(
      String family, Topology topology, Properties properties, MeterRegistry meters) {
    LOG.info("Topology of {}:\n{}", family, topology.describe());
    KafkaStreams streams = new KafkaStreams(topology, counting(family, properties, meters));
    FamilyRunner runner = new FamilyRunner(family, streams);
    streams.setUncaughtExceptionHandler(runner::stopWith);
    streams.start();
    runner.metrics.bindTo(meters);
    return runner;
  }

  private static Properties counting(String family, Properties properties, MeterRegistry meters) {
    Counter deadLetters =
        Counter.builder("plumbline.dead.letters")
            .tag("family", family)
            .description("Records that the streams could not use and set aside")
            .register(meters);
    Properties counting = new Properties();
    counting.putAll(properties);
    counting.put(DeadLetters.CONFIGURATION, (DeadLetters) deadLetters::increment);
    return counting;
  }

  private StreamThreadExceptionResponse stopWith(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("Family {} stops", family, cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
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
    // It stays in its group, so that it gets its tasks back at once when it starts again.
    close(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
  }

  /** Closes it for good. */
  void retire() {
    close(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  }

  private void close(CloseOptions.GroupMembershipOperation membership) {
    metrics.close();
    if (!streams.close(
        CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(membership))) {
      LOG.warn("Family {} did not stop within {}", family, CLOSE_WITHIN);
    }
  }
}
