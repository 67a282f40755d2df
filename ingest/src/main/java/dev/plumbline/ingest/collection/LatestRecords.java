package dev.plumbline.ingest.collection;

import dev.plumbline.topic.Topic;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Reads back what stands on a compacted topic. */
public interface LatestRecords {

  /** The latest value of the key, as of now. */
  <K extends SpecificRecord, V extends SpecificRecord> Optional<V> find(Topic<K, V> topic, K key);

  /** The latest value of every key that has one, as of now. For topics that fit in memory. */
  <K extends SpecificRecord, V extends SpecificRecord> Map<K, V> all(Topic<K, V> topic);
}
