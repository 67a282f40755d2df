package dev.plumbline.ingest.drain;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import dev.plumbline.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Topics in memory: what was sent in its order, and what is in quarantine. Can be away. */
public final class InMemoryKafka implements Outlet, Quarantine {

  /** A delivery's event as it arrived. */
  public record Arrived(Delivery delivery, Event<?, ?> event) {}

  private final List<Arrived> arrived = new ArrayList<>();
  private final Map<DeliveryKey, QuarantinedDelivery> quarantined = new LinkedHashMap<>();
  private RuntimeException refusal;
  private boolean isQuarantineClosed;

  /** From now on every event fails like this; null ends it. */
  public synchronized void failWith(RuntimeException failure) {
    refusal = failure;
  }

  /** Whether the quarantine, too, refuses whatever comes. */
  public synchronized void closeQuarantine(boolean isClosed) {
    isQuarantineClosed = isClosed;
  }

  @Override
  public synchronized CompletableFuture<Void> send(Delivery delivery, List<Event<?, ?>> events) {
    for (Event<?, ?> event : events) {
      if (event.topic().equals(Topics.QUARANTINE)) {
        if (refusal != null && !(refusal instanceof EventRefusedException)) {
          return CompletableFuture.failedFuture(refusal);
        }
        if (isQuarantineClosed) {
          return CompletableFuture.failedFuture(new EventRefusedException("Too large", null));
        }
        quarantined.put((DeliveryKey) event.key(), (QuarantinedDelivery) event.value());
      } else if (refusal != null) {
        return CompletableFuture.failedFuture(refusal);
      } else {
        arrived.add(new Arrived(delivery, event));
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void forEach(BiConsumer<DeliveryKey, QuarantinedDelivery> receiver) {
    new LinkedHashMap<>(quarantined).forEach(receiver);
  }

  @Override
  public synchronized void remove(DeliveryKey key) {
    quarantined.remove(key);
  }

  public synchronized List<Arrived> arrived() {
    return new ArrayList<>(arrived);
  }

  public synchronized List<QuarantinedDelivery> quarantined() {
    return new ArrayList<>(quarantined.values());
  }

  /** An event of a ticket with this number. */
  public static Event<TicketKey, TicketObserved> ticket(String source, String number) {
    TicketObserved ticket =
        TicketObserved.newBuilder().setSource(source).setTicket(number).setVersion(1).build();
    return new Event<>(Topics.EVENTS_TICKETS, new TicketKey(source, number), ticket);
  }
}
