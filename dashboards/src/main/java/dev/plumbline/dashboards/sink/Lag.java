package dev.plumbline.dashboards.sink;

import java.time.Duration;
import java.util.Set;
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
    Set<TopicPartition> partitions = consumer == null ? Set.of() : consumer.assignment();
    if (consumer == null || partitions.isEmpty()) {
      throw new SinkException("The sink has not found its place yet");
    }
    return consumer.endOffsets(partitions, timeout).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), timeout)))
        .sum();
  }
}
