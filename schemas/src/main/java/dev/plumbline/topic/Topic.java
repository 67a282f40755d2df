package dev.plumbline.topic;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of the contract.
 *
 * @param name full name on the broker
 * @param key class of every key
 * @param values classes of the values; several kinds of event may share a topic
 * @param partitions number of partitions; topics that are joined have the same
 * @param policy what the topic keeps
 */
public record Topic<K extends SpecificRecord, V extends SpecificRecord>(
    String name,
    Class<K> key,
    List<Class<? extends V>> values,
    int partitions,
    TopicPolicy policy) {

  public Topic {
    values = List.copyOf(values);
    if (values.isEmpty() || partitions < 1) {
      throw new IllegalArgumentException(
          "Expected at least one value class and one partition for topic " + name);
    }
  }

  /** A topic that is the same but for its name. */
  public Topic<K, V> named(String other) {
    return new Topic<>(other, key, values, partitions, policy);
  }

  /** Whether the records have schemas; else they are bytes as they came. */
  public boolean hasSchemas() {
    return !key.equals(SpecificRecord.class);
  }

  /** The key as people call it: the record's simple name, or {@code bytes}. */
  public String keyName() {
    return nameOf(key);
  }

  /** The values as people call them. */
  public List<String> valueNames() {
    return values.stream().map(Topic::nameOf).toList();
  }

  private static String nameOf(Class<?> type) {
    return type.equals(SpecificRecord.class) ? "bytes" : type.getSimpleName();
  }
}
