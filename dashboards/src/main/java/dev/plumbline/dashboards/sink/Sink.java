package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A family's facts and metrics from their topics into Postgres, exactly as the topics have them.
 * Neither Kafka nor the registry nor Postgres need be there when it starts; it waits, says so in
 * its health, and goes on by itself.
 */
public final class Sink implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(15);

  private final Family family;
  private final SinkLoop loop;
  private final Thread thread;

  private Sink(Family family, SinkLoop loop) {
    this.family = family;
    this.loop = loop;
    this.thread = new Thread(loop, "plumbline-sink-" + family.id());
  }

  /** Starts the sink's thread. */
  public static Sink start(
      Family family, String kafka, AvroSerdes serdes, Database database, MeterRegistry meters) {
    return start(family, () -> SinkConsumer.on(kafka), serdes, database, meters);
  }

  static Sink start(
      Family family,
      Supplier<Consumer<byte[], byte[]>> consumers,
      AvroSerdes serdes,
      Database database,
      MeterRegistry meters) {
    BatchWriter writer = new BatchWriter(Tables.of(family), serdes.registry());
    SinkMeters sinkMeters = new SinkMeters(family, meters);
    Sink sink = new Sink(family, new SinkLoop(family, consumers, database, writer, sinkMeters));
    sink.thread.start();
    return sink;
  }

  /**
   * How many committed records are on the topics and not in Postgres. Fails while that cannot be
   * told.
   */
  public CompletableFuture<Long> lag() {
    return loop.lag();
  }

  /** Kafka, as the sink meets it. */
  public CheckResult kafka() {
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
  }
}
