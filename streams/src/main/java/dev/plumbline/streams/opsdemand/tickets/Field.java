package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of which the newest word stands. Their order is that of stored tickets: append only. */
enum Field {
  NAME(TicketObserved::getName),
  QUEUE(TicketObserved::getQueue),
  KIND(TicketObserved::getKind),
  SUB_TASK(TicketObserved::getSubTask),
  STATE(TicketObserved::getState),
  RESOLUTION(observed -> ofTheDone(observed, observed.getResolution())),
  RESOLVED_AT(observed -> ofTheDone(observed, observed.getResolvedAt())),
  REPORTER_KIND(
      observed ->
          observed.getReporterKind() == ActorKind.UNKNOWN ? null : observed.getReporterKind()),
  WITHDRAWN(TicketObserved::getWithdrawn);

  private static final List<TicketState> BY_FINALITY =
      List.of(TicketState.UNKNOWN, TicketState.NEW, TicketState.IN_PROGRESS, TicketState.DONE);

  private final Function<TicketObserved, @Nullable Object> value;

  Field(Function<TicketObserved, @Nullable Object> value) {
    this.value = value;
  }

  /** What the observation says of the field, null when it says nothing. */
  @Nullable Said in(TicketObserved observed) {
    Object said = value.apply(observed);
    return said == null ? null : new Said(observed.getVersion(), rank(observed), said.toString());
  }

  /**
   * A deletion is told with the last version of the ticket and often without its state; it must not
   * lose to that version. So it has no rank, and "true" is the greater text.
   */
  private int rank(TicketObserved observed) {
    TicketState state = observed.getState();
    return this == WITHDRAWN || state == null ? -1 : BY_FINALITY.indexOf(state);
  }

  /** Whoever says that a ticket is open says that it is not resolved (any more). */
  private static @Nullable Object ofTheDone(TicketObserved observed, @Nullable Object value) {
    boolean isOpen =
        observed.getState() == TicketState.NEW || observed.getState() == TicketState.IN_PROGRESS;
    return value == null && isOpen ? "" : value;
  }
}
