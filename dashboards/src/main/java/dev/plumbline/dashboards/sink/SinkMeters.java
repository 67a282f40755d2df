package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What the sink counts. Records count when their transaction is committed, so none twice. */
final class SinkMeters implements AutoCloseable {

  private final MeterRegistry meters;
  private final Map<String, Counter> records;
  private final Counter poison;
  // Not a number until the first look: nought would claim that everything is there.
  private final AtomicReference<Double> lag = new AtomicReference<>(Double.NaN);

  private final Gauge behind;

  SinkMeters(Family family, int generation, MeterRegistry meters) {
    this.meters = meters;
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
    this.behind =
        Gauge.builder("plumbline.sink.lag", lag, AtomicReference::get)
            .tag("family", family.id())
            .tag("generation", String.valueOf(generation))
            .description("Records that are on the topics and not yet in Postgres")
            .strongReference(true)
            .register(meters);
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
    poison.increment(poisoned);
  }

  void behind(long recordsBehind) {
    lag.set((double) recordsBehind);
  }

  /** What was counted stays; how far a sink is behind that is no more, nobody can say. */
  @Override
  public void close() {
    meters.remove(behind);
  }
}
