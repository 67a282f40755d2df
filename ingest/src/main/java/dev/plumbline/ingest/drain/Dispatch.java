package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads a delivery and sends what it says. Thread-safe. */
final class Dispatch {

  private final DeliveryMapper reading;
  private final Outlet outlet;
  private final DrainMeters meters;

  Dispatch(DeliveryMapper reading, Outlet outlet, DrainMeters meters) {
    this.reading = reading;
    this.outlet = outlet;
    this.meters = meters;
  }

  /**
   * What is under way for a delivery.
   *
   * @param mapping what it says
   * @param sent completes as {@link Outlet#send} does
   */
  record Underway(Delivery delivery, Mapping mapping, CompletableFuture<Void> sent) {}

  /** Sends the events, or the delivery itself to quarantine. */
  Underway send(Delivery delivery) {
    Mapping mapping = reading.map(delivery);
    return new Underway(delivery, mapping, send(delivery, mapping));
  }

  private CompletableFuture<Void> send(Delivery delivery, Mapping mapping) {
    if (mapping instanceof Mapping.Mapped mapped) {
      return outlet.send(delivery, mapped.events());
    }
    if (mapping instanceof Mapping.Unusable unusable) {
      return quarantine(delivery, unusable.reason());
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Sends the delivery itself to quarantine. */
  CompletableFuture<Void> quarantine(Delivery delivery, String reason) {
    try {
      return outlet.send(delivery, List.of(QuarantineRecords.event(delivery, reason)));
    } catch (EventRefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Counts what has arrived. */
  void count(Delivery delivery, Mapping mapping) {
    if (mapping instanceof Mapping.Mapped mapped) {
      meters.mapped(delivery, mapped);
    } else if (mapping instanceof Mapping.Ignored ignored) {
      meters.ignored(delivery, ignored);
    } else {
      meters.quarantined(delivery);
    }
  }
}
