package dev.plumbline.dashboards.sink;

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

  private static final String REMEDY =
      ". The rows in Postgres rest on a topic that is no more. They can be had again from the"
          + " topics: stop the service, run \"drop schema plumbline cascade\", start it";

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
  void expectWithin(Map<TopicPartition, Long> stored) {
    stored.forEach(this::expectWithin);
  }

  private void expectWithin(TopicPartition partition, long offset) {
    long beginning = beginnings.getOrDefault(partition, 0L);
    long end = ends.getOrDefault(partition, 0L);
    if (offset < beginning) {
      throw new SinkException(
          "%s begins at offset %d, but was read only up to %d%s"
              .formatted(partition, beginning, offset, REMEDY));
    }
    if (offset > end) {
      throw new SinkException(
          "%s ends at offset %d, but was read up to %d already%s"
              .formatted(partition, end, offset, REMEDY));
    }
  }
}
