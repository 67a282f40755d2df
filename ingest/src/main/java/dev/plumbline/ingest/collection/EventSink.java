package dev.plumbline.ingest.collection;

import dev.plumbline.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Where the events of one collection go. Used by one thread. */
public interface EventSink {

  /**
   * Hands the record over; it is safe only after {@link #flush}. May wait while too much is on its
   * way.
   *
   * @throws CollectionException if this or an earlier record was refused
   */
  <K extends SpecificRecord, V extends SpecificRecord> void send(Topic<K, V> topic, K key, V value);

  /**
   * Hands the record over for this partition of the topic, wherever its key would go by itself.
   *
   * @throws CollectionException if this or an earlier record was refused
   */
  <K extends SpecificRecord, V extends SpecificRecord> void send(
      Topic<K, V> topic, int partition, K key, V value);

  /**
   * Hands over that there is nothing under the key any more, on a compacted topic.
   *
   * @throws CollectionException if this or an earlier record was refused
   */
  <K extends SpecificRecord> void remove(Topic<K, ?> topic, K key);

  /**
   * Waits until everything sent is acknowledged.
   *
   * @throws CollectionException if anything was refused, now or earlier
   */
  void flush();
}
