package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.demand;
import static dev.plumbline.dashboards.TestFacts.received;
import static dev.plumbline.dashboards.TestFacts.ticket;
import static dev.plumbline.dashboards.TestFacts.tickets;
import static dev.plumbline.topic.Topics.FACTS_TICKETS;
import static dev.plumbline.topic.Topics.METRICS_OPS_DEMAND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the ops-demand family's tables. */
class OpsDemandSinkTest {

  private static final String TICKETS =
      "select ticket, queue, source_offset from ticket order by ticket";
  private static final String CREATED = "2024-01-02T03:04:05.006Z";

  private final AvroSerdes serdes = AvroSerdes.on("mock://ops-demand-sink");
  private final LogConsumer log = new LogConsumer(serdes);
  private final String url = TestPostgres.migratedDatabase();
  private final TestSink sink = new TestSink(Family.OPS_DEMAND, url, serdes, log);

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
        FACTS_TICKETS,
        ticket("1"),
        new Ticket(
            "OPS-1",
            "jira:OPS",
            "platform",
            "incident",
            "DONE",
            Instant.parse(CREATED),
            Instant.parse("2024-01-03T00:00:00Z"),
            2L,
            "HUMAN",
            "duplicate"));
    log.append(FACTS_TICKETS, ticket("2"), received("", null));
    log.append(
        METRICS_OPS_DEMAND,
        demand("queue", "jira:OPS", "2024-01-01"),
        tickets(3, Map.of("duplicate", 1L, "automated", 2L)));

    sink.open().poll();

    assertThat(sink.rows("select * from ticket order by ticket"))
        .containsExactly(
            "1|jira|1|OPS-1|jira:OPS|platform|incident|DONE|2024-01-02 03:04:05.006+00"
                + "|2024-01-03 00:00:00+00|2|HUMAN|duplicate|0|0",
            "1|jira|2|null||null|null|NEW|null|null|0|HUMAN|null|0|1");
    assertThat(sink.rows("select * from ops_demand_metric"))
        .containsExactly(
            "1|month|queue|jira:OPS||ops-tickets-received|2024-01-01|ops-demand/tickets@1|3|3"
                + "|{\"automated\": 2, \"duplicate\": 1}|null|null|null|3.00|0|0|{}|null");
    assertThat(sink.rows("select ticket, queue, excluded_reason from tickets order by ticket"))
        .containsExactly("1|jira:OPS|duplicate", "2||null");
    assertThat(sink.rows("select scope_kind, scope, n, excluded, value from ops_demand_metrics"))
        .containsExactly("queue|jira:OPS|3|3|3.00");
    assertThat(sink.rows("select * from scopes")).containsExactly("ops-demand|queue|jira:OPS|");
  }

  @Test
  void shouldFollowTicketThatMoves() throws Exception {
    log.append(FACTS_TICKETS, ticket("1"), received("jira:OPS", CREATED));
    sink.open().poll();
    log.append(FACTS_TICKETS, ticket("1"), received("jira:INFRA", CREATED));

    sink.poll();

    assertThat(sink.rows(TICKETS)).containsExactly("1|jira:INFRA|1");
  }

  @Test
  void shouldDeleteRowOnTombstone() throws Exception {
    log.append(FACTS_TICKETS, ticket("1"), received("jira:OPS", CREATED));
    log.append(FACTS_TICKETS, ticket("2"), received("jira:OPS", CREATED));
    log.append(METRICS_OPS_DEMAND, demand("queue", "jira:OPS", "2024-01-01"), tickets(2, Map.of()));
    log.append(METRICS_OPS_DEMAND, demand("queue", "jira:OPS", "2024-02-01"), tickets(1, Map.of()));
    sink.open().poll();
    log.append(FACTS_TICKETS, ticket("1"), null);
    log.append(METRICS_OPS_DEMAND, demand("queue", "jira:OPS", "2024-01-01"), null);

    sink.poll();

    assertThat(sink.rows(TICKETS)).containsExactly("2|jira:OPS|1");
    assertThat(sink.rows("select period_start from ops_demand_metric"))
        .containsExactly("2024-02-01");
  }

  @Test
  void shouldKeepLaterRowWhenOldOffsetsComeAgain() throws Exception {
    log.append(FACTS_TICKETS, ticket("1"), received("jira:OPS", CREATED));
    log.append(FACTS_TICKETS, ticket("1"), null);
    log.append(FACTS_TICKETS, ticket("1"), received("jira:INFRA", CREATED));
    sink.open().poll();
    sink.execute("update sink_offset set next_offset = 0");
    log.limitPolls(1);
    sink.open();

    sink.poll();
    assertThat(sink.rows(TICKETS)).as("old row").containsExactly("1|jira:INFRA|2");
    sink.poll();
    assertThat(sink.rows(TICKETS)).as("old tombstone").containsExactly("1|jira:INFRA|2");
  }

  @Test
  void shouldQuarantineWhatCannotBeReadOrStored() throws Exception {
    Ticket tooLate = received("jira:OPS", CREATED);
    tooLate.setCreatedAt(Instant.ofEpochMilli(Long.MAX_VALUE / 4));
    log.append(FACTS_TICKETS, ticket("1"), received("jira:OPS", CREATED));
    log.appendBytes(
        FACTS_TICKETS,
        log.bytes(FACTS_TICKETS, ticket("2"), true),
        "not Avro".getBytes(StandardCharsets.UTF_8));
    log.append(FACTS_TICKETS, new TicketFactKey("jira", "nul\0"), received("jira:OPS", CREATED));
    log.append(FACTS_TICKETS, ticket("3"), tooLate);
    log.append(FACTS_TICKETS, ticket("4"), received("jira:OPS", CREATED));

    sink.open().poll();

    assertThat(sink.rows(TICKETS)).containsExactly("1|jira:OPS|0", "4|jira:OPS|4");
    assertThat(sink.rows("select topic, source_offset from sink_quarantine order by 2"))
        .isEqualTo(
            List.of(
                "plumbline.facts.tickets|1",
                "plumbline.facts.tickets|2",
                "plumbline.facts.tickets|3"));
  }
}
