package dev.plumbline.dashboards.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as its table takes it.
 *
 * @param key which row
 * @param value the row, or null for a row that is no more
 * @param source the record it was read from
 */
record Fact<K, V>(K key, @Nullable V value, ConsumerRecord<byte[], byte[]> source) {

  boolean isTombstone() {
    return value == null;
  }
}
