package dev.plumbline.dashboards.sink;

import dev.plumbline.dashboards.store.Database;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sink that a test drives poll by poll. */
public final class TestSink implements AutoCloseable {

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SinkMeters sinkMeters;
  private final Family family;
  private final int generation;
  private final Database database;
  private final AvroSerdes serdes;
  private final LogConsumer log;
  Connection connection;
  private SinkSession session;

  /** A sink of the delivery family. */
  public TestSink(String url, AvroSerdes serdes, LogConsumer log) {
    this(Family.DELIVERY, url, serdes, log);
  }

  public TestSink(Family family, String url, AvroSerdes serdes, LogConsumer log) {
    this(family, 1, url, serdes, log);
  }

  TestSink(Family family, int generation, String url, AvroSerdes serdes, LogConsumer log) {
    this.family = family;
    this.generation = generation;
    this.sinkMeters = new SinkMeters(family, generation, meters);
    this.database = Database.at(url);
    this.serdes = serdes;
    this.log = log;
  }

  public TestSink open() throws SQLException {
    connection = database.connect();
    session =
        SinkSession.open(
            family,
            generation,
            log,
            TopicBounds.of(
                log, log.listTopics(Duration.ofSeconds(1)), topics(), Duration.ofSeconds(1)),
            connection,
            new BatchWriter(Tables.of(family), generation, serdes.registry()),
            sinkMeters);
    return this;
  }

  private List<String> topics() {
    return family.outputs(generation).stream().map(Topic::name).toList();
  }

  public void poll() throws Exception {
    session.poll(Duration.ZERO);
  }

  void rewind() {
    session.rewind();
  }

  double count(String meter) {
    return meters.get(meter).counters().stream().mapToDouble(each -> each.count()).sum();
  }

  /** Rows of a query, their columns joined by a bar. */
  public List<String> rows(String sql) throws SQLException {
    try (Connection own = database.connect();
        Statement statement = own.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection own = database.connect();
        Statement statement = own.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    database.close();
  }
}
