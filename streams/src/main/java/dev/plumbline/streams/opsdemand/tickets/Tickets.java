package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.opsdemand.TicketOwner;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.OrderedStore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges observations of tickets and says where each ticket counts.
 *
 * <p>A ticket is received once: in the month of its first creation, by the queue that it is in now,
 * for the team that answered for that queue on the day of its creation. A move takes it from one
 * queue to the other, a reopening changes nothing, and a ticket that its source has deleted is
 * gone. It comes back only when a later version says in so many words that it is there again: a
 * later version that says nothing of it may be a word that was under way when the ticket was
 * deleted.
 *
 * <p>A row is not written before the queue has answered whose it is. Not thread-safe.
 */
public final class Tickets {

  private static final String DONE = "DONE";
  private static final long DAY = 86_400;

  private final TicketStore store;
  private final TicketOutput output;

  public Tickets(OrderedStore store, TicketOutput output) {
    this.store = new TicketStore(store);
    this.output = output;
  }

  /**
   * Adds an observation.
   *
   * @throws InvalidEventException if it names no ticket or a creation whose day is no day of Avro's
   */
  public void observe(TicketObserved observed) {
    requireUsable(observed);
    TicketKey key = new TicketKey(observed.getSource(), observed.getTicket());
    MergedTicket before = store.ticket(key);
    MergedTicket known = before == null ? MergedTicket.NOTHING : before;
    MergedTicket after = known.with(observed, newReopenings(key, observed));
    if (after.equals(before)) {
      return;
    }
    store.putTicket(key, after);
    move(key, known.place(), after.place());
    write(key, after);
  }

  /** Takes a queue's answer. One from a queue that the ticket has left meanwhile is ignored. */
  public void own(TicketKey key, TicketOwner owner) {
    MergedTicket ticket = store.ticket(key);
    if (ticket != null && placeOf(owner).equals(ticket.place())) {
      store.putOwner(key, owner);
      write(key, ticket);
    }
  }

  private static void requireUsable(TicketObserved observed) {
    if (observed.getSource().isBlank() || observed.getTicket().isBlank()) {
      throw new InvalidEventException("Expected the names of a source and of a ticket, got none");
    }
    Instant createdAt = observed.getCreatedAt();
    if (createdAt != null && Math.abs(createdAt.getEpochSecond() / DAY) > Integer.MAX_VALUE) {
      throw new InvalidEventException("Expected a creation that has a date, got " + createdAt);
    }
  }

  private long newReopenings(TicketKey key, TicketObserved observed) {
    return observed.getTransitions().stream()
        .filter(Tickets::isReopening)
        .filter(reopening -> store.addReopening(key, reopening))
        .count();
  }

  private static boolean isReopening(TicketTransition transition) {
    return transition.getField() == TransitionField.STATE
        && DONE.equals(transition.getBefore())
        && transition.getAfter() != null
        && !DONE.equals(transition.getAfter());
  }

  private void move(TicketKey key, @Nullable Place before, @Nullable Place after) {
    if (Objects.equals(before, after)) {
      return;
    }
    store.deleteOwner(key);
    if (before != null && (after == null || !after.queue().equals(before.queue()))) {
      tellQueue(key, before, false);
    }
    if (after != null) {
      tellQueue(key, after, true);
    }
  }

  private void tellQueue(TicketKey key, Place place, boolean isPresent) {
    output.queued(
        new QueueKey(key.getSource(), place.queue()),
        new QueuedTicket(key.getTicket(), place.createdOn(), isPresent));
  }

  private void write(TicketKey key, MergedTicket ticket) {
    TicketOwner owner = store.owner(key);
    if (owner == null && ticket.place() != null) {
      return; // its queue is asked, and the answer writes it
    }
    Ticket written = store.written(key);
    Ticket fact = ticket.fact(key.getSource(), owner == null ? null : owner.getTeam());
    if (Objects.equals(written, fact)) {
      return;
    }
    store.putWritten(key, fact);
    output.ticket(new TicketFactKey(key.getSource(), key.getTicket()), fact);
    Contribution.changes(written, fact, output::demand);
  }

  private static Place placeOf(TicketOwner owner) {
    return new Place(owner.getQueue(), owner.getCreatedOn());
  }
}
