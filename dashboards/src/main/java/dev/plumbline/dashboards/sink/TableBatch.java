package dev.plumbline.dashboards.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one poll has for one table: the last record of each key. */
final class TableBatch<K extends SpecificRecord, V extends SpecificRecord> {

  private final TopicReader<K, V> reader;
  private final Map<K, Fact<K, V>> facts = new LinkedHashMap<>();
  private final List<Quarantined> quarantined = new ArrayList<>();

  TableBatch(TopicReader<K, V> reader) {
    this.reader = reader;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      Fact<K, V> fact = reader.read(record);
      facts.put(fact.key(), fact);
    } catch (PoisonException e) {
      quarantined.add(new Quarantined(record, e.reason()));
    }
  }

  /** Writes within the caller's transaction and returns what could not be read or stored. */
  List<Quarantined> write(Connection connection, int generation) throws SQLException {
    FactTable<K, V> table = reader.table();
    write(connection, facts(false), list -> table.upsert(connection, generation, list));
    write(connection, facts(true), list -> table.delete(connection, generation, list));
    return quarantined;
  }

  private List<Fact<K, V>> facts(boolean tombstones) {
    return facts.values().stream().filter(fact -> fact.isTombstone() == tombstones).toList();
  }

  /**
   * A record that decodes can still be one Postgres refuses: a NUL in a name, a year it does not
   * know, a key too long for an index. Halving finds such records and leaves the others in place.
   */
  private void write(Connection connection, List<Fact<K, V>> some, Writer<K, V> writer)
      throws SQLException {
    if (some.isEmpty()) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      writer.write(some);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!SqlStates.isFaultOfData(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (some.size() == 1) {
        quarantined.add(new Quarantined(some.get(0).source(), "Postgres: " + e.getMessage()));
      } else {
        int half = some.size() / 2;
        write(connection, some.subList(0, half), writer);
        write(connection, some.subList(half, some.size()), writer);
      }
    }
  }

  private interface Writer<K, V> {
    void write(List<Fact<K, V>> facts) throws SQLException;
  }
}
