package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the events of deliveries go. Thread-safe. */
public interface Outlet {

  /**
   * Sends in this order, behind everything that was sent before. May wait while too much is on its
   * way.
   *
   * @return completes when all is acknowledged; with an {@link EventRefusedException} if one of
   *     them can never be sent, with another exception if it is to be tried again
   */
  CompletableFuture<Void> send(Delivery delivery, List<Event<?, ?>> events);
}
