package dev.plumbline.oracle;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the ops-demand family must say of a set of events, in whatever order they came, when the
 * organisation says of each queue what it says.
 */
public final class OpsDemandOracle {

  /** A word on a field: of several, the newest stands. */
  private record Word(long version, int rank, String text) {
    boolean isNewerThan(Word other) {
      if (other == null || version != other.version) {
        return other == null || version > other.version;
      }
      return rank != other.rank ? rank > other.rank : text.compareTo(other.text) > 0;
    }
  }

  private record Cell(String scopeKind, String scope, LocalDate month) {}

  private final Map<TicketFactKey, Ticket> tickets = new HashMap<>();
  private final Map<MetricKey, MetricValue> metrics = new HashMap<>();
  private final Map<QueueKey, Queue> queues;

  /** Computes everything. */
  public OpsDemandOracle(Map<QueueKey, Queue> queues, Collection<TicketObserved> observed) {
    this.queues = queues;
    Map<TicketFactKey, List<TicketObserved>> byTicket = new HashMap<>();
    for (TicketObserved observation : observed) {
      byTicket
          .computeIfAbsent(
              new TicketFactKey(observation.getSource(), observation.getTicket()),
              key -> new ArrayList<>())
          .add(observation);
    }
    byTicket.forEach(
        (key, observations) -> {
          if (!isGone(observations)) {
            tickets.put(key, row(key.getSource(), observations));
          }
        });
    count();
  }

  public Map<TicketFactKey, Ticket> tickets() {
    return tickets;
  }

  public Map<MetricKey, MetricValue> metrics() {
    return metrics;
  }

  /** A deletion stands until a later version takes it back; the state has no part in that. */
  private static boolean isGone(List<TicketObserved> observations) {
    long deleted = Long.MIN_VALUE;
    long taken = Long.MIN_VALUE;
    boolean isDeleted = false;
    for (TicketObserved observation : observations) {
      if (Boolean.TRUE.equals(observation.getWithdrawn())) {
        isDeleted = true;
        deleted = Math.max(deleted, observation.getVersion());
      } else if (Boolean.FALSE.equals(observation.getWithdrawn())) {
        taken = Math.max(taken, observation.getVersion());
      }
    }
    return isDeleted && deleted >= taken;
  }

  private Ticket row(String source, List<TicketObserved> observations) {
    Ticket row = new Ticket();
    String queue = newest(observations, TicketObserved::getQueue);
    Instant createdAt = null;
    Set<List<Object>> reopenings = new HashSet<>();
    for (TicketObserved observation : observations) {
      Instant created = observation.getCreatedAt();
      if (created != null && (createdAt == null || created.isBefore(createdAt))) {
        createdAt = created;
      }
      for (TicketTransition transition : observation.getTransitions()) {
        if (transition.getField() == TransitionField.STATE
            && "DONE".equals(transition.getBefore())
            && transition.getAfter() != null
            && !"DONE".equals(transition.getAfter())) {
          reopenings.add(List.of(transition.getAt(), transition.getAfter()));
        }
      }
    }
    String state = newest(observations, TicketObserved::getState);
    String resolution = newestOfTheDone(observations, TicketObserved::getResolution);
    String resolvedAt = newestOfTheDone(observations, TicketObserved::getResolvedAt);
    String reporter =
        newest(
            observations,
            each -> each.getReporterKind() == ActorKind.UNKNOWN ? null : each.getReporterKind());
    boolean isSubTask = "true".equals(newest(observations, TicketObserved::getSubTask));

    row.setName(newest(observations, TicketObserved::getName));
    row.setQueue(queue == null ? "" : source + ":" + queue);
    row.setTeam(queue == null || createdAt == null ? null : owner(source, queue, createdAt));
    row.setKind(newest(observations, TicketObserved::getKind));
    row.setState(state == null ? "UNKNOWN" : state);
    row.setCreatedAt(createdAt);
    row.setResolvedAt(
        resolvedAt == null || resolvedAt.isEmpty() ? null : Instant.parse(resolvedAt));
    row.setReopenings(reopenings.size());
    row.setReporterKind(reporter == null ? "UNKNOWN" : reporter);
    if (createdAt == null) {
      row.setExcludedReason("created-unknown");
    } else if (queue == null) {
      row.setExcludedReason("unknown-queue");
    } else if (isSubTask) {
      row.setExcludedReason("sub-task");
    } else if ("duplicate".equals(resolution)) {
      row.setExcludedReason("duplicate");
    } else if ("BOT".equals(reporter)) {
      row.setExcludedReason("automated");
    }
    return row;
  }

  private static String newest(
      List<TicketObserved> observations, Function<TicketObserved, Object> field) {
    Word newest = null;
    for (TicketObserved observation : observations) {
      Object value = field.apply(observation);
      if (value != null) {
        Word word = new Word(observation.getVersion(), rank(observation), value.toString());
        newest = word.isNewerThan(newest) ? word : newest;
      }
    }
    return newest == null ? null : newest.text();
  }

  /** That a ticket is new or in progress is also the word that it has no resolution. */
  private static String newestOfTheDone(
      List<TicketObserved> observations, Function<TicketObserved, Object> field) {
    return newest(
        observations,
        each -> {
          boolean isOpen =
              each.getState() == TicketState.NEW || each.getState() == TicketState.IN_PROGRESS;
          Object value = field.apply(each);
          return value == null && isOpen ? "" : value;
        });
  }

  private static int rank(TicketObserved observation) {
    if (observation.getState() == null) {
      return 0;
    }
    return switch (observation.getState()) {
      case UNKNOWN -> 1;
      case NEW -> 2;
      case IN_PROGRESS -> 3;
      case DONE -> 4;
    };
  }

  private String owner(String source, String queue, Instant createdAt) {
    Queue record = queues.get(new QueueKey(source, queue));
    if (record == null) {
      return null;
    }
    LocalDate day = createdAt.atZone(ZoneOffset.UTC).toLocalDate();
    Ownership best = null;
    for (Ownership each : record.getOwners()) {
      boolean hasBegun = each.getFrom() == null || !each.getFrom().isAfter(day);
      boolean hasEnded = each.getTo() != null && !each.getTo().isAfter(day);
      if (hasBegun && !hasEnded && (best == null || isBetter(each, best))) {
        best = each;
      }
    }
    return best == null ? null : best.getTeam();
  }

  private static boolean isBetter(Ownership left, Ownership right) {
    if (left.getFrom() == null ? right.getFrom() == null : left.getFrom().equals(right.getFrom())) {
      return left.getTeam().compareTo(right.getTeam()) < 0;
    }
    return right.getFrom() == null
        || left.getFrom() != null && left.getFrom().isAfter(right.getFrom());
  }

  private void count() {
    Map<Cell, List<Ticket>> received = new HashMap<>();
    for (Ticket ticket : tickets.values()) {
      if (ticket.getCreatedAt() == null) {
        continue;
      }
      LocalDate month = YearMonth.from(ticket.getCreatedAt().atZone(ZoneOffset.UTC)).atDay(1);
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell("organisation", "organisation", month));
      if (!ticket.getQueue().isEmpty()) {
        cells.add(new Cell("queue", ticket.getQueue(), month));
      }
      if (ticket.getTeam() != null) {
        cells.add(new Cell("team", ticket.getTeam(), month));
      }
      cells.forEach(cell -> received.computeIfAbsent(cell, any -> new ArrayList<>()).add(ticket));
    }
    received.forEach(
        (cell, all) ->
            metrics.put(
                new MetricKey(
                    "ops-tickets-received",
                    cell.scopeKind(),
                    cell.scope(),
                    "",
                    Grain.MONTH,
                    cell.month()),
                metric(all)));
  }

  private static MetricValue metric(List<Ticket> all) {
    long counted = 0;
    Map<String, Long> excluded = new HashMap<>();
    for (Ticket ticket : all) {
      if (ticket.getExcludedReason() == null) {
        counted++;
      } else {
        excluded.merge(ticket.getExcludedReason(), 1L, Long::sum);
      }
    }
    return MetricValue.newBuilder()
        .setDefinition("ops-demand/tickets@1")
        .setN(counted)
        .setExcluded(excluded)
        .setValue(BigDecimal.valueOf(counted).setScale(2))
        .build();
  }
}
