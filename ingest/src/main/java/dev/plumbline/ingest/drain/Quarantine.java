package dev.plumbline.ingest.drain;

import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import java.util.function.BiConsumer;

/** What is in quarantine now. */
public interface Quarantine {

  /** Hands over every delivery that is in quarantine, in the order in which they came there. */
  void forEach(BiConsumer<DeliveryKey, QuarantinedDelivery> receiver);

  /** Takes a delivery out; returns when that is acknowledged. */
  void remove(DeliveryKey key);
}
