package dev.plumbline.dashboards.sink;

import org.apache.kafka.common.TopicPartition;

/** Another sink writes to the same database and has moved on. */
final class FencedException extends Exception {

  private static final long serialVersionUID = 1L;

  FencedException(TopicPartition partition, long expected) {
    super(
        "Another sink has moved "
            + partition
            + " away from offset "
            + expected
            + ": start only one");
  }
}
