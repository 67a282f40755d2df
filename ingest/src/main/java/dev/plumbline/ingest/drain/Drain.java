package dev.plumbline.ingest.drain;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.drain.Dispatch.Underway;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.SpoolException;
import dev.plumbline.ingest.spool.Spooled;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that brings deliveries from the spool to Kafka. While Kafka is away it waits with
 * what it has, and what comes waits in the spool.
 */
public final class Drain implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final int MOST = 500;
  private static final long MOST_BYTES = 16L << 20;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Spool spool;
  private final Dispatch dispatch;
  private final StrandedDeliveries stranded;
  private final Thread thread = new Thread(this::drainUntilClosed, "drain");
  private volatile boolean isClosing;
  private volatile String problem = "";
  private boolean areStrandedOffered;

  private Drain(Spool spool, StrandedDeliveries stranded, Dispatch dispatch) {
    this.spool = spool;
    this.stranded = stranded;
    this.dispatch = dispatch;
  }

  /** Starts draining, after what an earlier run left stranded. */
  public static Drain start(
      Spool spool,
      StrandedDeliveries stranded,
      DeliveryMapper reading,
      Outlet outlet,
      DrainMeters meters) {
    Drain drain = new Drain(spool, stranded, new Dispatch(reading, outlet, meters));
    drain.thread.start();
    return drain;
  }

  private void drainUntilClosed() {
    try {
      while (!isClosing) {
        drainOnce();
      }
    } catch (InterruptedException e) {
      // The end; what was not acknowledged is drained after the next start.
      Thread.currentThread().interrupt();
    }
  }

  private void drainOnce() throws InterruptedException {
    try {
      spool.removeOld();
      offerStranded();
      List<Spooled> entries = spool.read(spool.drainedUpTo(), MOST, MOST_BYTES, PATIENCE);
      if (!entries.isEmpty()) {
        drain(entries);
      }
    } catch (RuntimeException e) {
      // Nothing may end the only thread; the entries stay and are tried again.
      problem("The drain stumbled: " + e, e);
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private void offerStranded() throws InterruptedException {
    if (areStrandedOffered) {
      return;
    }
    try {
      new StrandedOffer(stranded, dispatch, this::await).run();
      areStrandedOffered = true;
    } catch (ExecutionException e) {
      hasFailed(e.getCause());
    } catch (UncheckedIOException e) {
      // They hold nothing else up; a replay tries them again.
      LOG.error("What is stranded cannot be offered now: {}", e.toString());
      areStrandedOffered = true;
    }
  }

  private void drain(List<Spooled> entries) throws InterruptedException {
    List<Underway> underway = new ArrayList<>();
    for (Spooled entry : entries) {
      Underway sent = dispatch.send(entry.delivery());
      underway.add(sent);
      // Behind a failure the order would be lost.
      if (sent.sent().isCompletedExceptionally()) {
        break;
      }
    }
    for (int i = 0; i < underway.size(); i++) {
      if (!hasArrived(underway.get(i))) {
        Thread.sleep(PAUSE.toMillis());
        return;
      }
      spool.drained(entries.get(i).sequence());
    }
    problem = "";
  }

  private boolean hasArrived(Underway underway) throws InterruptedException {
    try {
      await(underway.sent());
      dispatch.count(underway.delivery(), underway.mapping());
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof EventRefusedException refused
          ? isSetAside(underway, refused)
          : hasFailed(e.getCause());
    }
  }

  /** An event that can never be sent must not hold up all others. */
  private boolean isSetAside(Underway underway, EventRefusedException refused)
      throws InterruptedException {
    String reason = String.valueOf(refused.getMessage());
    if (underway.mapping() instanceof Mapping.Unusable) {
      return isStranded(underway.delivery(), reason);
    }
    try {
      await(dispatch.quarantine(underway.delivery(), reason));
      dispatch.count(underway.delivery(), new Mapping.Unusable(reason));
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof EventRefusedException again
          ? isStranded(underway.delivery(), String.valueOf(again.getMessage()))
          : hasFailed(e.getCause());
    }
  }

  /** Even the quarantine refuses it: it was accepted, so it stays on the disk. */
  private boolean isStranded(Delivery delivery, String reason) {
    try {
      stranded.keep(delivery, reason);
      LOG.error("Delivery {} could not even be quarantined and is kept: {}", delivery.id(), reason);
      return true;
    } catch (SpoolException e) {
      problem("A delivery that cannot even be quarantined has to wait: " + e.getMessage(), e);
      return false;
    }
  }

  /** Waits as long as it takes, and keeps the spool tidy meanwhile. */
  private void await(CompletableFuture<Void> sent) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        spool.removeOld();
      }
    }
  }

  private boolean hasFailed(@Nullable Throwable cause) {
    problem("Kafka did not take a delivery, it is tried again: " + cause, cause);
    return false;
  }

  private void problem(String sentence, @Nullable Throwable cause) {
    if (problem.isEmpty()) {
      LOG.warn("{}", sentence, cause);
    }
    problem = sentence;
  }

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public CheckResult check() {
    if (!thread.isAlive()) {
      return CheckResult.down("The drain has ended");
    }
    String now = problem;
    return now.isEmpty() ? CheckResult.up() : CheckResult.down(now);
  }

  /** Ends after what is on its way, or without it if that takes long. */
  @Override
  public void close() {
    isClosing = true;
    try {
      thread.join(CLOSE.toMillis());
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
