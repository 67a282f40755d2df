package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of a family's facts and metrics from its topics into Postgres, exactly as the
 * topics have them. Neither Kafka nor the registry nor Postgres need be there when it starts; it
 * waits, says so in its health, and goes on by itself.
 */
final class Sink implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(15);

  private final Family family;
  private final SinkLoop loop;
  private final SinkMeters meters;
  private final Thread thread;

  private Sink(Family family, int generation, SinkLoop loop, SinkMeters meters) {
    this.family = family;
    this.loop = loop;
    this.meters = meters;
    this.thread = new Thread(loop, "plumbline-sink-" + family.id() + "-" + generation);
  }

  /** Starts the sink's thread. */
  static Sink start(
      Family family,
      int generation,
      Supplier<Consumer<byte[], byte[]>> consumers,
      AvroSerdes serdes,
      Database database,
      MeterRegistry meters) {
    BatchWriter writer = new BatchWriter(Tables.of(family), generation, serdes.registry());
    SinkMeters sinkMeters = new SinkMeters(family, generation, meters);
    SinkLoop loop = new SinkLoop(family, generation, consumers, database, writer, sinkMeters);
    Sink sink = new Sink(family, generation, loop, sinkMeters);
    sink.thread.start();
    return sink;
  }

  /**
   * How many committed records are on the topics and not in Postgres. Fails while that cannot be
   * told.
   */
  CompletableFuture<Long> lag() {
    return loop.lag();
  }

  /** Whether everything before those ends is in Postgres. Fails while that cannot be told. */
  CompletableFuture<Boolean> hasPassed(Map<TopicPartition, Long> ends) {
    return loop.hasPassed(ends);
  }

  /** Kafka, as the sink meets it. */
  CheckResult kafka() {
    return loop.kafka();
  }

  @Override
  public String name() {
    return "sink-" + family.id();
  }

  @Override
  public CheckResult check() {
    return loop.status();
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The sink did not stop in time; what it was writing is rolled back");
      thread.interrupt();
    }
    meters.close();
  }
}
