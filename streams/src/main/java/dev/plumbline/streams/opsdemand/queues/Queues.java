package dev.plumbline.streams.opsdemand.queues;

import dev.plumbline.event.TicketKey;
import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.opsdemand.TicketOwner;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.streams.opsdemand.queues.QueueStore.Sweep;
import dev.plumbline.streams.opsdemand.queues.QueueStore.WaitingTicket;
import dev.plumbline.streams.state.OrderedStore;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers tickets whose they are: the team that owned their queue on the day of their creation.
 * When a queue's owners change, its tickets are told so in bounded slices. Not thread-safe.
 */
public final class Queues {

  /**
   * Of several owners on one day, which the organisation should not name, the one that began last;
   * of those, the first by name.
   */
  private static final Comparator<Ownership> BEST =
      Comparator.comparing(Queues::beginning).reversed().thenComparing(Ownership::getTeam);

  private final QueueStore store;
  private final BiConsumer<TicketKey, TicketOwner> output;

  public Queues(OrderedStore store, BiConsumer<TicketKey, TicketOwner> output) {
    this.store = new QueueStore(store);
    this.output = output;
  }

  /** Queues whose tickets are still to be told. */
  public long pendingWork() {
    return store.pendingSweeps();
  }

  /** Takes what the organisation says of a queue, null when it says nothing any more. */
  public void declare(QueueKey key, @Nullable Queue queue) {
    if (store.putQueue(key, queue)) {
      store.putSweep(key, "");
    }
  }

  /** Takes a ticket into the queue and answers it, or lets it go. */
  public void place(QueueKey key, QueuedTicket ticket) {
    if (ticket.getPresent()) {
      LocalDate day = ticket.getCreatedOn();
      tell(key, new WaitingTicket(ticket.getTicket(), day, owner(store.queue(key), day)));
    } else {
      store.deleteTicket(key, ticket.getTicket());
    }
  }

  /**
   * Does pending work.
   *
   * @param budget how many tickets may be looked at
   */
  public void settle(int budget) {
    Sweep sweep = store.nextSweep();
    if (sweep == null) {
      return;
    }
    QueueKey key = sweep.queue();
    Queue queue = store.queue(key);
    List<WaitingTicket> tickets = store.ticketsAfter(key, sweep.sweptTo(), budget);
    for (WaitingTicket ticket : tickets) {
      String team = owner(queue, ticket.createdOn());
      if (!Objects.equals(team, ticket.team())) {
        tell(key, new WaitingTicket(ticket.ticket(), ticket.createdOn(), team));
      }
    }
    if (tickets.size() < budget) {
      store.deleteSweep(key);
    } else {
      store.putSweep(key, tickets.get(tickets.size() - 1).ticket());
    }
  }

  private void tell(QueueKey key, WaitingTicket ticket) {
    store.putTicket(key, ticket);
    output.accept(
        new TicketKey(key.getSource(), ticket.ticket()),
        new TicketOwner(key.getQueue(), ticket.createdOn(), ticket.team()));
  }

  private static @Nullable String owner(@Nullable Queue queue, LocalDate day) {
    return queue == null
        ? null
        : queue.getOwners().stream()
            .filter(ownership -> covers(ownership, day))
            .min(BEST)
            .map(Ownership::getTeam)
            .orElse(null);
  }

  private static boolean covers(Ownership ownership, LocalDate day) {
    return !day.isBefore(beginning(ownership))
        && (ownership.getTo() == null || day.isBefore(ownership.getTo()));
  }

  private static LocalDate beginning(Ownership ownership) {
    return ownership.getFrom() == null ? LocalDate.MIN : ownership.getFrom();
  }
}
