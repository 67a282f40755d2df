package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What the sink counts. Records count when their transaction is committed, so none twice. Told by
 * one thread.
 */
final class SinkMeters implements AutoCloseable {

  private final MeterRegistry meters;
  private final Map<String, Counter> records;
  private final Counter poison;
  private final Counter failures;
  // Not a number until the first look: nought would claim that everything is there.
  private final AtomicReference<Double> lag = new AtomicReference<>(Double.NaN);
  private final LongSupplier nanoClock;

  /** When everything was in Postgres that was on the topics; at first the start. */
  private volatile long completeAt;

  private long lookedAt;
  private long behindAtLook;
  private long writtenSinceLook;

  private final List<Gauge> gauges;

  SinkMeters(Family family, int generation, MeterRegistry meters) {
    this(family, generation, meters, System::nanoTime);
  }

  SinkMeters(Family family, int generation, MeterRegistry meters, LongSupplier nanoClock) {
    this.meters = meters;
    this.nanoClock = nanoClock;
    this.completeAt = nanoClock.getAsLong();
    this.lookedAt = completeAt;
    this.behindAtLook = Long.MAX_VALUE;
    this.records =
        family.outputs(generation).stream()
            .map(Topic::name)
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), topic -> recordsOf(topic, meters)));
    this.poison =
        Counter.builder("plumbline.sink.poison")
            .tag("family", family.id())
            .tag("generation", String.valueOf(generation))
            .description("Records that could not be read or stored")
            .register(meters);
    this.failures =
        Counter.builder("plumbline.sink.failures")
            .tag("family", family.id())
            .tag("generation", String.valueOf(generation))
            .description("Times the sink had to start again because something failed")
            .register(meters);
    this.gauges =
        List.of(
            TimeGauge.builder(
                    "plumbline.sink.behind", this, TimeUnit.NANOSECONDS, SinkMeters::behindNanos)
                .tag("family", family.id())
                .tag("generation", String.valueOf(generation))
                .description("Time since Postgres last had everything that was on the topics")
                .strongReference(true)
                .register(meters),
            Gauge.builder("plumbline.sink.lag", lag, AtomicReference::get)
                .tag("family", family.id())
                .tag("generation", String.valueOf(generation))
                .description("Records that are on the topics and not yet in Postgres")
                .strongReference(true)
                .register(meters));
  }

  private static Counter recordsOf(String topic, MeterRegistry meters) {
    return Counter.builder("plumbline.sink.records")
        .tag("topic", topic)
        .description("Records applied to Postgres")
        .register(meters);
  }

  void written(ConsumerRecords<byte[], byte[]> batch, int poisoned) {
    for (TopicPartition partition : batch.partitions()) {
      Counter counter = records.get(partition.topic());
      if (counter != null) {
        counter.increment(batch.records(partition).size());
      }
    }
    writtenSinceLook += batch.count();
    poison.increment(poisoned);
  }

  void failed() {
    failures.increment();
  }

  /**
   * A look at the topics. Under steady load there is always something on its way, so what was there
   * at the look before is what must be in Postgres by now.
   */
  void behind(long recordsBehind) {
    lag.set((double) recordsBehind);
    long now = nanoClock.getAsLong();
    if (recordsBehind == 0) {
      completeAt = now;
    } else if (writtenSinceLook >= behindAtLook) {
      completeAt = lookedAt;
    }
    lookedAt = now;
    behindAtLook = recordsBehind;
    writtenSinceLook = 0;
  }

  private double behindNanos() {
    return nanoClock.getAsLong() - completeAt;
  }

  /** What was counted stays; how far a sink is behind that is no more, nobody can say. */
  @Override
  public void close() {
    gauges.forEach(meters::remove);
  }
}
