package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.organisation.QueueKey;
import org.jspecify.annotations.Nullable;

/** Where the tickets' results go. */
public interface TicketOutput {

  /** A ticket that asks its queue whose it is, or that has left it. */
  void queued(QueueKey queue, QueuedTicket ticket);

  /** A ticket's row, null when its source has deleted it. */
  void ticket(TicketFactKey key, @Nullable Ticket ticket);

  /** What the row adds to a month or takes from it. */
  void demand(DemandScope scope, DemandChange change);
}
