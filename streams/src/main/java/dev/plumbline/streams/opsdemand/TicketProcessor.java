package dev.plumbline.streams.opsdemand;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.opsdemand.TicketOwner;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.opsdemand.tickets.TicketOutput;
import dev.plumbline.streams.opsdemand.tickets.Tickets;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs the tickets on observations, and a second time, on the same store, on queues' answers. */
final class TicketProcessor extends StageProcessor<TicketKey> implements TicketOutput {

  static final String STORE = "tickets";

  private Tickets tickets;

  TicketProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    tickets = new Tickets(store(), this);
  }

  @Override
  protected void apply(Record<TicketKey, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof TicketObserved observed) {
      requireKey(record.key(), observed);
      tickets.observe(observed);
    } else if (value instanceof TicketOwner owner) {
      tickets.own(record.key(), owner);
    } else {
      throw new InvalidEventException(
          "Expected an event of tickets, got "
              + (value == null ? "no value" : value.getSchema().getFullName()));
    }
  }

  /** An event under another's key would be kept in the wrong place for good. */
  private static void requireKey(Object key, TicketObserved observed) {
    if (!new TicketKey(observed.getSource(), observed.getTicket()).equals(key)) {
      throw new InvalidEventException("Expected the key to name the event's source and ticket");
    }
  }

  @Override
  protected void settle(int budget) {}

  @Override
  protected long pendingWork() {
    return 0;
  }

  @Override
  public void queued(QueueKey queue, QueuedTicket ticket) {
    forward(queue, ticket);
  }

  @Override
  public void ticket(TicketFactKey key, @Nullable Ticket ticket) {
    forward(key, ticket);
  }

  @Override
  public void demand(DemandScope scope, DemandChange change) {
    forward(scope, change);
  }
}
