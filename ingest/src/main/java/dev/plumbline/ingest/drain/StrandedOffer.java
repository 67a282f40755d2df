package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.drain.Dispatch.Underway;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import dev.plumbline.ingest.spool.StrandedDeliveries.Stranded;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Offers what is stranded to the topics of its events again, and to the quarantine after them. */
final class StrandedOffer {

  /** How the caller waits for Kafka's answer. */
  interface Waiting {
    void await(CompletableFuture<Void> sent) throws ExecutionException, InterruptedException;
  }

  /**
   * What became of them.
   *
   * @param mapped sent to the topics of their events
   * @param ignored of no use as one knows now
   * @param quarantined taken by the quarantine
   * @param remaining stranded still
   */
  record Outcome(long mapped, long ignored, long quarantined, long remaining) {}

  private final StrandedDeliveries stranded;
  private final Dispatch dispatch;
  private final Waiting waiting;
  private long mapped;
  private long ignored;
  private long quarantined;
  private long remaining;

  StrandedOffer(StrandedDeliveries stranded, Dispatch dispatch, Waiting waiting) {
    this.stranded = stranded;
    this.dispatch = dispatch;
    this.waiting = waiting;
  }

  /**
   * Offers all.
   *
   * @throws ExecutionException if Kafka does not take them now for another reason than what they
   *     are; those not offered yet stay
   */
  Outcome run() throws ExecutionException, InterruptedException {
    for (String name : stranded.names()) {
      Optional<Stranded> one = stranded.find(name);
      if (one.isPresent()) {
        offer(one.get());
      }
    }
    return new Outcome(mapped, ignored, quarantined, remaining);
  }

  private void offer(Stranded one) throws ExecutionException, InterruptedException {
    Underway underway = dispatch.send(one.delivery());
    if (isTaken(underway.sent())) {
      placed(one, underway.mapping());
    } else if (underway.mapping() instanceof Mapping.Mapped
        && isTaken(dispatch.quarantine(one.delivery(), one.reason()))) {
      placed(one, new Mapping.Unusable(one.reason()));
    } else {
      remaining++;
    }
  }

  private boolean isTaken(CompletableFuture<Void> sent)
      throws ExecutionException, InterruptedException {
    try {
      waiting.await(sent);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EventRefusedException) {
        return false;
      }
      throw e;
    }
  }

  private void placed(Stranded one, Mapping mapping) {
    Delivery delivery = one.delivery();
    dispatch.count(delivery, mapping);
    stranded.remove(one);
    if (mapping instanceof Mapping.Mapped) {
      mapped++;
    } else if (mapping instanceof Mapping.Ignored) {
      ignored++;
    } else {
      quarantined++;
    }
  }
}
