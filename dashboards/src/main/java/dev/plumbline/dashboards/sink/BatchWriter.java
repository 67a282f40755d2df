package dev.plumbline.dashboards.sink;

import dev.plumbline.topic.Family;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what one poll brought, within the caller's transaction. */
final class BatchWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
  private static final String QUARANTINE = Statements.load("quarantine.sql");

  private final Map<String, TopicReader<?, ?>> readers = new LinkedHashMap<>();

  BatchWriter(List<FactTable<?, ?>> tables, int generation, SchemaRegistryClient registry) {
    tables.forEach(
        table ->
            readers.put(
                Family.topicName(table.topic(), generation), TopicReader.of(table, registry)));
  }

  /** Writes the rows and the quarantine; returns how many records went there. */
  int write(Connection connection, int generation, ConsumerRecords<byte[], byte[]> records)
      throws SQLException {
    List<TableBatch<?, ?>> batches = decode(records);
    List<Quarantined> quarantined = new ArrayList<>();
    for (TableBatch<?, ?> batch : batches) {
      quarantined.addAll(batch.write(connection, generation));
    }
    quarantine(connection, quarantined);
    return quarantined.size();
  }

  private List<TableBatch<?, ?>> decode(ConsumerRecords<byte[], byte[]> records) {
    Map<String, TableBatch<?, ?>> batches = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      batches.computeIfAbsent(record.topic(), this::batch).add(record);
    }
    return List.copyOf(batches.values());
  }

  private TableBatch<?, ?> batch(String topic) {
    return new TableBatch<>(Objects.requireNonNull(readers.get(topic), topic));
  }

  private static void quarantine(Connection connection, List<Quarantined> all) throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(QUARANTINE)) {
      for (Quarantined one : all) {
        ConsumerRecord<byte[], byte[]> source = one.source();
        LOG.error(
            "Record {}-{}@{} goes to quarantine: {}",
            source.topic(),
            source.partition(),
            source.offset(),
            one.reason());
        statement.setString(1, source.topic());
        statement.setInt(2, source.partition());
        statement.setLong(3, source.offset());
        statement.setBytes(4, source.key());
        statement.setBytes(5, source.value());
        statement.setString(6, one.reason().replace('\0', ' '));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
