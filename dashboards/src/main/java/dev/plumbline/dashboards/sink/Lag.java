package dev.plumbline.dashboards.sink;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many records lie ahead of a consumer. Its positions are compared, not the last record's
 * offset: they step over the markers of transactions, which take offsets and are no records.
 */
final class Lag {

  private Lag() {}

  static long of(@Nullable Consumer<?, ?> consumer, Duration timeout) {
    Consumer<?, ?> placed = placed(consumer);
    return placed.endOffsets(placed.assignment(), timeout).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - placed.position(end.getKey(), timeout)))
        .sum();
  }

  /** Whether the consumer stands at or behind those ends in each of their partitions. */
  static boolean hasPassed(
      @Nullable Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Duration timeout) {
    Consumer<?, ?> placed = placed(consumer);
    return placed.assignment().containsAll(ends.keySet())
        && ends.entrySet().stream()
            .allMatch(end -> placed.position(end.getKey(), timeout) >= end.getValue());
  }

  private static Consumer<?, ?> placed(@Nullable Consumer<?, ?> consumer) {
    if (consumer == null || consumer.assignment().isEmpty()) {
      throw new SinkException("The sink has not found its place yet");
    }
    return consumer;
  }
}
