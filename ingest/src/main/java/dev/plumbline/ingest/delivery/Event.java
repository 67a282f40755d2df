package dev.plumbline.ingest.delivery;

import dev.plumbline.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** An event with the topic and key that it belongs under. */
public record Event<K extends SpecificRecord, V extends SpecificRecord>(
    Topic<K, V> topic, K key, V value) {}
