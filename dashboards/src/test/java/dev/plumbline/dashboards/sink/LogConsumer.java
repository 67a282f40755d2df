package dev.plumbline.dashboards.sink;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer over logs that stay: what was read once can be read again after a seek, as from a
 * broker. Like a real one its position steps over offsets that hold no record.
 */
public final class LogConsumer extends MockConsumer<byte[], byte[]> {

  private final AvroSerdes serdes;
  private final Map<TopicPartition, TreeMap<Long, ConsumerRecord<byte[], byte[]>>> logs =
      new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private int pollRecords = Integer.MAX_VALUE;
  private volatile boolean isUnreachable;

  public LogConsumer(AvroSerdes serdes) {
    this(serdes, Topics.all());
  }

  /** Over the logs of these topics. */
  public LogConsumer(AvroSerdes serdes, Collection<Topic<?, ?>> topics) {
    super("none");
    this.serdes = serdes;
    for (Topic<?, ?> topic : topics) {
      List<PartitionInfo> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(each -> new PartitionInfo(topic.name(), each, null, null, null))
              .toList();
      updatePartitions(topic.name(), partitions);
      partitions.forEach(each -> create(new TopicPartition(topic.name(), each.partition())));
    }
  }

  private void create(TopicPartition partition) {
    logs.put(partition, new TreeMap<>());
    updateBeginningOffsets(Map.of(partition, 0L));
    moveEnd(partition, 0);
  }

  /** As if the broker were away, or back. */
  public void unreachable(boolean unreachable) {
    isUnreachable = unreachable;
  }

  @Override
  public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
    if (isUnreachable) {
      throw new TimeoutException("no answer");
    }
    return super.listTopics(timeout);
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    if (isUnreachable) {
      throw new TimeoutException("no answer");
    }
    return super.endOffsets(partitions, timeout);
  }

  /** At most this many records of a partition come with one poll. */
  public void limitPolls(int records) {
    pollRecords = records;
  }

  /** Appends to partition 0; a null value is a tombstone. */
  public <K extends SpecificRecord, V extends SpecificRecord> void append(
      Topic<K, V> topic, K key, V value) {
    appendBytes(topic, bytes(topic, key, true), value == null ? null : bytes(topic, value, false));
  }

  public synchronized void appendBytes(Topic<?, ?> topic, byte[] key, byte[] value) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    long offset = ends.get(partition);
    logs.get(partition).put(offset, new ConsumerRecord<>(topic.name(), 0, offset, key, value));
    moveEnd(partition, offset + 1);
  }

  /** Appends what takes an offset and is no record, as the end of a transaction does. */
  public synchronized void appendMarker(Topic<?, ?> topic) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    moveEnd(partition, ends.get(partition) + 1);
  }

  /** The topic as if it had been deleted and made anew. */
  public synchronized void recreate(Topic<?, ?> topic) {
    create(new TopicPartition(topic.name(), 0));
  }

  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> byte[] bytes(Topic<?, ?> topic, T record, boolean isKey) {
    Class<T> type = (Class<T>) record.getClass();
    return (isKey ? serdes.key(type) : serdes.value(type))
        .serializer()
        .serialize(topic.name(), record);
  }

  private void moveEnd(TopicPartition partition, long end) {
    ends.put(partition, end);
    updateEndOffsets(Map.of(partition, end));
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    assignment().forEach(this::feed);
    ConsumerRecords<byte[], byte[]> records = super.poll(Duration.ZERO);
    assignment().forEach(this::stepOverMarkers);
    if (records.isEmpty()) {
      pause(timeout);
    }
    return records;
  }

  private void feed(TopicPartition partition) {
    logs.get(partition).tailMap(position(partition)).values().stream()
        .limit(pollRecords)
        .forEach(this::addRecord);
  }

  private void stepOverMarkers(TopicPartition partition) {
    if (logs.get(partition).tailMap(position(partition)).isEmpty()) {
      seek(partition, Math.max(position(partition), ends.get(partition)));
    }
  }

  private void pause(Duration timeout) {
    try {
      wait(Math.max(1, timeout.toMillis() / 10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
