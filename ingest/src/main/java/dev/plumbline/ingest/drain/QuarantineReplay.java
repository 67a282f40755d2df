package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives what is stranded and what is in quarantine through the mappers of today. */
public final class QuarantineReplay {

  private static final Logger LOG = LoggerFactory.getLogger(QuarantineReplay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What became of what was in quarantine.
   *
   * @param mapped sent, and out of quarantine
   * @param ignored of no use as one knows now, and out of quarantine
   * @param remaining still there
   */
  public record Outcome(long mapped, long ignored, long remaining) {}

  private final Quarantine quarantine;
  private final StrandedDeliveries stranded;
  private final DeliveryMapper reading;
  private final Outlet outlet;
  private final DrainMeters meters;
  private final ReentrantLock running = new ReentrantLock();

  public QuarantineReplay(
      Quarantine quarantine,
      StrandedDeliveries stranded,
      DeliveryMapper reading,
      Outlet outlet,
      DrainMeters meters) {
    this.quarantine = quarantine;
    this.stranded = stranded;
    this.reading = reading;
    this.outlet = outlet;
    this.meters = meters;
  }

  /**
   * Replays everything; another call waits until this one is done.
   *
   * @throws IllegalStateException if Kafka does not answer; what was sent until then is out
   */
  public Outcome run() {
    running.lock();
    try {
      Run run = new Run();
      run.offerStranded();
      // What was only taken into quarantine right now is tried once more with the rest.
      quarantine.forEach(run::replay);
      return run.outcome();
    } finally {
      running.unlock();
    }
  }

  private final class Run {

    private long mapped;
    private long ignored;
    private long remaining;

    Outcome outcome() {
      return new Outcome(mapped, ignored, remaining);
    }

    void offerStranded() {
      try {
        StrandedOffer.Outcome offered =
            new StrandedOffer(
                    stranded, new Dispatch(reading, outlet, meters), QuarantineReplay::await)
                .run();
        mapped += offered.mapped();
        ignored += offered.ignored();
        remaining += offered.remaining();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Kafka did not take the events", e.getCause());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    void replay(DeliveryKey key, QuarantinedDelivery record) {
      Optional<Delivery> delivery = QuarantineRecords.delivery(key, record);
      Mapping mapping =
          delivery.map(reading::map).orElseGet(() -> new Mapping.Unusable("Its body was left out"));
      if (mapping instanceof Mapping.Unusable) {
        remaining++;
      } else if (mapping instanceof Mapping.Ignored nothing) {
        quarantine.remove(key);
        meters.ignored(delivery.orElseThrow(), nothing);
        ignored++;
      } else if (mapping instanceof Mapping.Mapped said && isSent(delivery.orElseThrow(), said)) {
        quarantine.remove(key);
        meters.mapped(delivery.orElseThrow(), said);
        mapped++;
      } else {
        remaining++;
      }
    }

    private boolean isSent(Delivery delivery, Mapping.Mapped said) {
      try {
        await(outlet.send(delivery, said.events()));
        return true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof EventRefusedException refused) {
          LOG.warn("Delivery {} stays in quarantine: {}", delivery.id(), refused.getMessage());
          return false;
        }
        throw new IllegalStateException("Kafka did not take the events", e.getCause());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static void await(CompletableFuture<Void> sent)
      throws ExecutionException, InterruptedException {
    try {
      sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka does not answer", e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while Kafka was to answer", cause);
  }
}
