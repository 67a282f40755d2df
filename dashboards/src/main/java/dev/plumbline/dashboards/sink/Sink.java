package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts and metrics from their topics into Postgres, exactly as the topics have them. Neither Kafka
 * nor the registry nor Postgres need be there when it starts; it waits, says so in its health, and
 * goes on by itself.
 */
public final class Sink implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(15);

  private final SinkLoop loop;
  private final Thread thread;

  private Sink(SinkLoop loop) {
    this.loop = loop;
    this.thread = new Thread(loop, "plumbline-sink");
  }

  /** Starts the sink's thread. */
  public static Sink start(
      String kafka, AvroSerdes serdes, Database database, MeterRegistry meters) {
    return start(() -> SinkConsumer.on(kafka), serdes, database, meters);
  }

  static Sink start(
      Supplier<Consumer<byte[], byte[]>> consumers,
      AvroSerdes serdes,
      Database database,
      MeterRegistry meters) {
    BatchWriter writer = new BatchWriter(Tables.delivery(), serdes.registry());
    Sink sink = new Sink(new SinkLoop(consumers, database, writer, new SinkMeters(meters)));
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
    return "sink";
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
