package dev.plumbline.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.collection.Cursor;
import dev.plumbline.collection.CursorKey;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaLatestRecordsTest {

  private static final String TOPIC = Topics.COLLECTION_CURSORS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final AvroSerdes serdes = AvroSerdes.on("mock://latest-records");
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final KafkaLatestRecords latest = new KafkaLatestRecords(() -> consumer, serdes);
  private long offset;

  @BeforeEach
  void openTopic() {
    new SchemaRegistration(serdes.registry()).registerAll();
    Node node = new Node(1, "localhost", 1);
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
  }

  @Test
  void shouldFindLatestOfKey() {
    holds(key("a"), version(1), key("b"), version(2), key("a"), version(3));

    assertThat(latest.find(Topics.COLLECTION_CURSORS, key("a"))).contains(version(3));
  }

  @Test
  void shouldFindNothingAfterTombstoneOrOnEmptyTopic() {
    holds(key("a"), version(1), key("a"), null);

    assertThat(latest.find(Topics.COLLECTION_CURSORS, key("a"))).isEmpty();
  }

  @Test
  void shouldFindNothingOnEmptyTopic() {
    assertThat(latest.find(Topics.COLLECTION_CURSORS, key("a"))).isEmpty();
  }

  @Test
  void shouldSayThatTopicIsMissing() {
    consumer.updatePartitions(TOPIC, List.of());

    assertThatThrownBy(() -> latest.find(Topics.COLLECTION_CURSORS, key("a")))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("Expected the topic " + TOPIC);
  }

  private void holds(Object... keysAndValues) {
    consumer.updateEndOffsets(Map.of(PARTITION, keysAndValues.length / 2L));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < keysAndValues.length; i += 2) {
            consumer.addRecord(entry((CursorKey) keysAndValues[i], (Cursor) keysAndValues[i + 1]));
          }
        });
  }

  private ConsumerRecord<byte[], byte[]> entry(CursorKey key, Cursor value) {
    byte[] keyBytes = serdes.key(CursorKey.class).serializer().serialize(TOPIC, key);
    byte[] valueBytes = serdes.value(Cursor.class).serializer().serialize(TOPIC, value);
    return new ConsumerRecord<>(TOPIC, 0, offset++, keyBytes, valueBytes);
  }

  private static CursorKey key(String repository) {
    return new CursorKey("git", "git", repository, "");
  }

  private static Cursor version(long version) {
    return new Cursor(null, List.of(), List.of(), version, null);
  }
}
