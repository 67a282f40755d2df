package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One uninterrupted stretch of work on one connection, from reading the stored offsets to the first
 * failure of any kind. A session never repairs itself: the next one reads the offsets again, which
 * is right after every failure, also after a commit whose answer was lost.
 */
final class SinkSession {

  private final Consumer<byte[], byte[]> consumer;
  private final Connection connection;
  private final BatchWriter writer;
  private final SinkMeters meters;
  private final SinkOffsets offsets;
  private final Map<TopicPartition, Long> stored;

  private SinkSession(
      Consumer<byte[], byte[]> consumer,
      Connection connection,
      BatchWriter writer,
      SinkMeters meters,
      SinkOffsets offsets,
      Map<TopicPartition, Long> stored) {
    this.consumer = consumer;
    this.connection = connection;
    this.writer = writer;
    this.meters = meters;
    this.offsets = offsets;
    this.stored = stored;
  }

  /**
   * Puts the consumer where Postgres says it stands.
   *
   * @throws SinkException if readers have moved on to a later generation
   */
  static SinkSession open(
      Family family,
      int generation,
      Consumer<byte[], byte[]> consumer,
      TopicBounds bounds,
      Connection connection,
      BatchWriter writer,
      SinkMeters meters)
      throws SQLException {
    connection.setAutoCommit(false);
    ActiveGeneration.expectNotPassed(family, generation, connection);
    SinkOffsets offsets = new SinkOffsets(family, generation, connection);
    Map<TopicPartition, Long> stored = offsets.load(bounds.beginnings());
    connection.commit();
    bounds.expectWithin(family, stored);
    consumer.assign(stored.keySet());
    stored.forEach(consumer::seek);
    return new SinkSession(consumer, connection, writer, meters, offsets, stored);
  }

  /** Writes what one poll brings, if it brings anything. */
  void poll(Duration timeout) throws SQLException, FencedException {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    if (records.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> next = new HashMap<>();
    records.partitions().forEach(each -> next.put(each, consumer.position(each)));
    offsets.advance(stored, next);
    int poisoned = writer.write(connection, offsets.generation(), records);
    connection.commit();
    stored.putAll(next);
    meters.written(records, poisoned);
  }

  /** Takes the consumer back to what is written, so that its positions tell how far rows are. */
  void rewind() {
    stored.forEach(consumer::seek);
  }
}
