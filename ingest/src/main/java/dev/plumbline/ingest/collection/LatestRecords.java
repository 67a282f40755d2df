package dev.plumbline.ingest.collection;

import dev.plumbline.topic.Topic;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Reads back what stands on a compacted topic. */
public interface LatestRecords {

  /** The latest value of the key, as of now. */
  <K extends SpecificRecord, V extends SpecificRecord> Optional<V> find(Topic<K, V> topic, K key);
}
