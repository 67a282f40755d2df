package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Commands.Outcome;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tickets go the whole way to the read API, over all partitions, and are counted where they are.
 */
@ExtendWith(SharedInstance.class)
class OpsDemandTest {

  private static final String SOURCE = "ops-demand-test";
  private static final int TICKETS = 300;
  private static final int QUEUES = 7;
  private static final LocalDate HANDED_OVER = LocalDate.of(2024, 2, 1);

  @Test
  void shouldCountTicketsWhereTheyAre(Running instance) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    AvroSerdes serdes = AvroSerdes.on(instance.addresses().registry());
    Map<String, Long> expected = new TreeMap<>();
    for (int queue = 0; queue < QUEUES; queue++) {
      records.add(owned(serdes, queue));
    }
    for (int ticket = 0; ticket < TICKETS; ticket++) {
      LocalDate day = LocalDate.of(2024, 1 + ticket % 3, 1 + ticket % 28);
      int first = ticket % QUEUES;
      int last = ticket % 5 == 0 ? (first + 1) % QUEUES : first;
      boolean isGone = ticket % 11 == 0;
      records.add(record(serdes, created(ticket, first, day)));
      records.add(record(serdes, word(ticket, 2).setQueue("Q" + last).build()));
      if (isGone) {
        records.add(record(serdes, word(ticket, 3).setWithdrawn(true).build()));
      } else {
        String month = day.withDayOfMonth(1).toString();
        String team = day.isBefore(HANDED_OVER) ? "demand-old" : "demand-new";
        expected.merge("queue," + SOURCE + ":Q" + last + "," + month, 1L, Long::sum);
        expected.merge("team," + team + "," + month, 1L, Long::sum);
      }
    }
    Collections.shuffle(records, new Random(7));

    new Records(instance.addresses().kafka()).send(records);
    instance.commands().awaitSettled();

    assertThat(counts(instance.commands())).isEqualTo(expected);
    assertThat(instance.commands().get(2, "/health").body()).contains("\"ops-demand\":\"up\"");
    expectSameWhenComputedAnew(instance, expected);
  }

  private static void expectSameWhenComputedAnew(Running instance, Map<String, Long> expected) {
    Commands commands = instance.commands();
    String tickets = commands.tickets();
    takeAwayEverySecondMetric(new Records(instance.addresses().kafka()));
    commands.awaitSettled();
    assertThat(counts(commands)).isNotEqualTo(expected);

    Outcome replay = commands.run("replay", "ops-demand");

    assertThat(replay.status()).as(replay.output()).isZero();
    assertThat(replay.output()).contains("ops-demand", "readers see generation 2");
    assertThat(counts(commands)).isEqualTo(expected);
    assertThat(commands.tickets()).isEqualTo(tickets);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                commands.get(2, "/replays").body().matches(".*ops-demand[^}]*\"current\":2[,}].*"));
    commands.awaitSettled();
    assertThat(counts(commands)).isEqualTo(expected);
  }

  /** Behind the calculation's back, so that only a replay brings them back. */
  private static void takeAwayEverySecondMetric(Records records) {
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records.read(Topics.METRICS_OPS_DEMAND)) {
      if (record.offset() % 2 == 0) {
        tombstones.add(
            new ProducerRecord<>(record.topic(), record.partition(), record.key(), null));
      }
    }
    records.send(tombstones);
  }

  /** Scope and month of every row that is this test's, with its value. */
  private static Map<String, Long> counts(Commands commands) {
    return commands
        .get(0, "/api/v1/metrics/ops-demand?from=2024-01-01&to=2024-04-01&format=csv")
        .body()
        .lines()
        .map(line -> line.split(","))
        .filter(row -> row[3].startsWith(SOURCE) || row[3].startsWith("demand-"))
        .filter(row -> !row[7].equals("0"))
        .collect(
            Collectors.toMap(
                row -> row[2] + "," + row[3] + "," + row[4], row -> Long.valueOf(row[7])));
  }

  private static ProducerRecord<byte[], byte[]> owned(AvroSerdes serdes, int queue) {
    Queue owned =
        new Queue(
            SOURCE,
            "Q" + queue,
            List.of(
                new Ownership("demand-old", null, HANDED_OVER),
                new Ownership("demand-new", HANDED_OVER, null)));
    return record(serdes, Topics.ORGANISATION_QUEUES, new QueueKey(SOURCE, "Q" + queue), owned);
  }

  private static TicketObserved created(int ticket, int queue, LocalDate day) {
    return word(ticket, 1)
        .setQueue("Q" + queue)
        .setState(TicketState.NEW)
        .setReporterKind(ActorKind.HUMAN)
        .setCreatedAt(day.atStartOfDay(ZoneOffset.UTC).toInstant())
        .build();
  }

  private static TicketObserved.Builder word(int ticket, long version) {
    return TicketObserved.newBuilder()
        .setSource(SOURCE)
        .setTicket(String.valueOf(ticket))
        .setVersion(version);
  }

  private static ProducerRecord<byte[], byte[]> record(AvroSerdes serdes, TicketObserved ticket) {
    return record(
        serdes,
        Topics.EVENTS_TICKETS,
        new TicketKey(ticket.getSource(), ticket.getTicket()),
        ticket);
  }

  private static ProducerRecord<byte[], byte[]> record(
      AvroSerdes serdes, Topic<?, ?> topic, SpecificRecord key, SpecificRecord value) {
    return new ProducerRecord<>(
        topic.name(),
        serdes.key(SpecificRecord.class).serializer().serialize(topic.name(), key),
        serdes.value(SpecificRecord.class).serializer().serialize(topic.name(), value));
  }
}
