package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of the topics with the offsets they begin and end at.
 *
 * @param beginnings first offset by partition
 * @param ends offset after the last committed record by partition
 */
record TopicBounds(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {

  private static final String LOSS = ". The rows in Postgres rest on a topic that is no more. ";
  private static final String REPLAY =
      "They can be had again from the events: run \"./plumbline replay %s\"";
  private static final String REBUILD =
      "They can be had again from the topics: stop the service, run"
          + " \"drop schema plumbline cascade\", start it";

  /**
   * Asks for the bounds of the topics.
   *
   * @param existing partitions of the topics that there are
   * @throws SinkException if one of the topics is not among them
   */
  static TopicBounds of(
      Consumer<byte[], byte[]> consumer,
      Map<String, List<PartitionInfo>> existing,
      List<String> topics,
      Duration timeout) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = existing.getOrDefault(topic, List.of());
      if (found.isEmpty()) {
        throw new SinkException("Expected topic " + topic + " to exist; waiting for it");
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    return new TopicBounds(
        consumer.beginningOffsets(partitions, timeout), consumer.endOffsets(partitions, timeout));
  }

  /** Fails unless every stored offset can be read from: a topic was made anew, or cut. */
  void expectWithin(Family family, Map<TopicPartition, Long> stored) {
    stored.forEach((partition, offset) -> expectWithin(family, partition, offset));
  }

  private void expectWithin(Family family, TopicPartition partition, long offset) {
    long beginning = beginnings.getOrDefault(partition, 0L);
    long end = ends.getOrDefault(partition, 0L);
    if (offset < beginning) {
      throw new SinkException(
          "%s begins at offset %d, but was read only up to %d%s"
              .formatted(partition, beginning, offset, remedy(family)));
    }
    if (offset > end) {
      throw new SinkException(
          "%s ends at offset %d, but was read up to %d already%s"
              .formatted(partition, end, offset, remedy(family)));
    }
  }

  private static String remedy(Family family) {
    return LOSS + (family.isCalculated() ? REPLAY.formatted(family.id()) : REBUILD);
  }
}
