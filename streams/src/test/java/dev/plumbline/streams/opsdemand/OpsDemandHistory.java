package dev.plumbline.streams.opsdemand;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history of a few queues of two trackers: tickets that are moved, resolved, reopened,
 * deleted and restored, told in part, twice, late and with versions that tie; and queues whose
 * owners are corrected meanwhile, overlap, or are nobody.
 */
final class OpsDemandHistory {

  private static final Instant START = Instant.parse("2024-01-28T20:00:00Z");
  private static final List<String> SOURCES = List.of("jira", "github");
  private static final List<String> QUEUES = List.of("OPS", "INFRA", "acme/infra");
  private static final List<String> TEAMS = List.of("core", "platform", "storage");
  private static final List<String> KINDS = List.of("incident", "service request", "question");
  private static final List<String> RESOLUTIONS = List.of("done", "duplicate", "won't do");

  private final Random random;
  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<TicketObserved> tickets = new ArrayList<>();
  private final Map<QueueKey, Queue> queues = new HashMap<>();

  OpsDemandHistory(long seed) {
    this.random = new Random(seed);
    addQueues();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      addTicket(oneOf(SOURCES), "1000" + i);
    }
    addQueues();
    events.addAll(tickets);
  }

  /** Every event once: queues, then tickets. */
  List<SpecificRecord> events() {
    return events;
  }

  /**
   * The events in another order, each ticket's one to five times. What the organisation says of one
   * queue keeps its order: the last word holds.
   */
  List<SpecificRecord> shuffled(long seed) {
    Random order = new Random(seed);
    List<SpecificRecord> shuffled = new ArrayList<>();
    Map<QueueKey, Deque<Queue>> words = new HashMap<>();
    for (SpecificRecord event : events) {
      boolean isOften = event instanceof TicketObserved && order.nextInt(3) == 0;
      shuffled.addAll(Collections.nCopies(isOften ? 1 + order.nextInt(5) : 1, event));
      if (event instanceof Queue queue) {
        words.computeIfAbsent(keyOf(queue), key -> new ArrayDeque<>()).add(queue);
      }
    }
    Collections.shuffle(shuffled, order);
    shuffled.replaceAll(
        event -> event instanceof Queue queue ? words.get(keyOf(queue)).remove() : event);
    return shuffled;
  }

  List<TicketObserved> tickets() {
    return tickets;
  }

  /** What the organisation says at last. */
  Map<QueueKey, Queue> queues() {
    return queues;
  }

  private static QueueKey keyOf(Queue queue) {
    return new QueueKey(queue.getSource(), queue.getQueue());
  }

  private void addQueues() {
    for (String source : SOURCES) {
      for (String name : QUEUES) {
        if (random.nextInt(3) > 0) {
          Queue queue = new Queue(source, name, owners());
          queues.put(keyOf(queue), queue);
          events.add(queue);
        }
      }
    }
  }

  private List<Ownership> owners() {
    List<Ownership> owners = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate from = random.nextInt(3) == 0 ? null : day();
      owners.add(new Ownership(oneOf(TEAMS), from, random.nextBoolean() ? null : day()));
    }
    return owners;
  }

  private LocalDate day() {
    return LocalDate.of(2024, 1, 25).plusDays(random.nextInt(60));
  }

  private void addTicket(String source, String id) {
    Instant createdAt = START.plus(Duration.ofHours(random.nextInt(60 * 24)));
    TicketObserved first =
        ticket(source, id, 1_000)
            .setName(random.nextInt(5) == 0 ? null : "OPS-" + id)
            .setQueue(random.nextInt(12) == 0 ? null : oneOf(QUEUES))
            .setKind(random.nextInt(4) == 0 ? null : oneOf(KINDS))
            .setSubTask(random.nextInt(8) == 0 ? Boolean.TRUE : null)
            .setState(TicketState.NEW)
            .setCreatedAt(random.nextInt(12) == 0 ? null : createdAt)
            .setReporterKind(random.nextInt(6) == 0 ? ActorKind.BOT : ActorKind.HUMAN)
            .build();
    if (random.nextInt(15) > 0) {
      tickets.add(first);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      tickets.add(later(source, id, createdAt));
    }
  }

  /** A word that says a few things only, and whose version others may share. */
  private TicketObserved later(String source, String id, Instant createdAt) {
    TicketObserved.Builder later = ticket(source, id, 1_000 + random.nextInt(4));
    switch (random.nextInt(10)) {
      case 0 -> later.setWithdrawn(true);
      case 1 -> later.setWithdrawn(random.nextInt(3) == 0).setState(state());
      case 2, 3 -> later.setQueue(oneOf(QUEUES)).setName("MOVED-" + random.nextInt(3));
      case 4 ->
          later
              .setState(random.nextBoolean() ? TicketState.IN_PROGRESS : null)
              .setTransitions(
                  List.of(transition("DONE", "IN_PROGRESS"), transition("NEW", "DONE")));
      case 5 -> later.setCreatedAt(createdAt.minus(Duration.ofHours(random.nextInt(400))));
      case 6 -> later.setReporterKind(ActorKind.BOT).setSubTask(false).setKind(oneOf(KINDS));
      case 7 -> later.setState(state()).setTransitions(List.of(transition("DONE", null)));
      default ->
          later
              .setState(random.nextInt(4) == 0 ? null : TicketState.DONE)
              .setResolution(random.nextInt(4) == 0 ? null : oneOf(RESOLUTIONS))
              .setResolvedAt(START.plus(Duration.ofDays(60 + random.nextInt(3))));
    }
    return later.build();
  }

  private static TicketObserved.Builder ticket(String source, String id, long version) {
    return TicketObserved.newBuilder().setSource(source).setTicket(id).setVersion(version);
  }

  private TicketTransition transition(String before, String after) {
    TransitionField field =
        random.nextInt(5) == 0 ? TransitionField.RESOLUTION : TransitionField.STATE;
    return new TicketTransition(START.plusSeconds(random.nextInt(3)), field, before, after);
  }

  private TicketState state() {
    return TicketState.values()[random.nextInt(TicketState.values().length)];
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
