package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.opened;
import static dev.plumbline.dashboards.TestFacts.pullRequest;
import static dev.plumbline.topic.Topics.FACTS_PULL_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the table of pull requests. */
class PullRequestSinkTest {

  private final AvroSerdes serdes = AvroSerdes.on("mock://pull-request-sink");
  private final LogConsumer log = new LogConsumer(serdes);
  private final TestSink sink = new TestSink(TestPostgres.migratedDatabase(), serdes, log);

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sink.close();
  }

  @Test
  void shouldWriteEveryColumn() throws Exception {
    log.append(
        FACTS_PULL_REQUESTS,
        pullRequest("acme/shop", "7"),
        new PullRequest(
            "MERGED",
            true,
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2024-01-02T00:00:00Z"),
            Instant.parse("2024-01-03T00:00:00Z"),
            Instant.parse("2024-01-04T00:00:00.004Z"),
            Instant.parse("2024-01-05T00:00:00Z"),
            "a1",
            "BOT",
            false,
            3L,
            null,
            false,
            false));

    sink.open().poll();

    assertThat(sink.rows("select * from pull_request"))
        .containsExactly(
            "1|acme/shop|7|MERGED|t|2024-01-01 00:00:00+00|2024-01-02 00:00:00+00"
                + "|2024-01-03 00:00:00+00|2024-01-04 00:00:00.004+00|2024-01-05 00:00:00+00"
                + "|a1|BOT|f|3|0|0|null|f|f");
  }

  @Test
  void shouldReplaceAndDeleteRowsAndQuarantineThoseThatCannotBeRead() throws Exception {
    log.append(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "1"), opened("2024-01-01T00:00:00Z"));
    log.append(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "2"), opened("2024-01-01T00:00:00Z"));
    sink.open().poll();
    PullRequest closed = opened("2024-01-01T00:00:00Z");
    closed.setState("CLOSED");
    log.append(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "1"), closed);
    log.append(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "2"), null);
    log.appendBytes(
        FACTS_PULL_REQUESTS,
        log.bytes(FACTS_PULL_REQUESTS, pullRequest("acme/shop", "3"), true),
        "not Avro".getBytes(StandardCharsets.UTF_8));

    sink.poll();

    assertThat(sink.rows("select pull_request, state, into_default_branch from pull_requests"))
        .containsExactly("1|CLOSED|null");
    assertThat(sink.rows("select topic, source_offset from sink_quarantine"))
        .containsExactly("plumbline.facts.pull-requests|4");
  }
}
