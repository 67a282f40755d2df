package dev.plumbline.streams.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Lets through the few of Kafka's meters that an operator acts on. A small application has about a
 * thousand of them, most per task and store.
 */
public final class KafkaMeters implements MeterFilter {

  private static final Set<String> ALLOWED =
      Set.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.poll.latency.max",
          "kafka.stream.thread.process.latency.max",
          "kafka.stream.thread.process.total",
          "kafka.stream.thread.punctuate.latency.max",
          "kafka.stream.thread.restore.ratio",
          "kafka.stream.thread.task.closed.total",
          "kafka.stream.thread.task.created.total",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.producer.record.error.total",
          "kafka.producer.record.send.total");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    boolean isKafka = id.getName().startsWith("kafka.");
    return isKafka && !ALLOWED.contains(id.getName())
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
