package dev.plumbline.standalone.demo;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that are under way: never too many, and how far all of them are acknowledged.
 * Thread-safe.
 */
final class DeliveryWindow {

  // The front door makes deliveries durable in groups; with this many it always has one to make.
  private static final int UNDER_WAY = 96;

  private final Set<Integer> ahead = new HashSet<>();
  private int underWay;
  private int acknowledged;
  private int accepted;
  private @Nullable Throwable failure;

  /**
   * A window.
   *
   * @param first position of the first delivery
   */
  DeliveryWindow(int first) {
    this.acknowledged = first;
  }

  /**
   * Waits for room.
   *
   * @throws IllegalStateException if a delivery failed
   */
  synchronized void enter(int position) throws InterruptedException {
    while (underWay >= UNDER_WAY && failure == null) {
      wait();
    }
    throwIfFailed("before delivery " + position);
    underWay++;
  }

  /** A delivery was answered. */
  synchronized void leave(int position, boolean isNew, @Nullable Throwable error) {
    underWay--;
    if (error != null && failure == null) {
      failure = error instanceof CompletionException ? error.getCause() : error;
    }
    if (error == null) {
      accepted += isNew ? 1 : 0;
      ahead.add(position);
      while (ahead.remove(acknowledged)) {
        acknowledged++;
      }
    }
    notifyAll();
  }

  /** Waits for all. */
  synchronized void awaitAll() throws InterruptedException {
    while (underWay > 0) {
      wait();
    }
    throwIfFailed("at the end");
  }

  /** All deliveries before this position are acknowledged. */
  synchronized int acknowledged() {
    return acknowledged;
  }

  /** Deliveries accepted for the first time. */
  synchronized int accepted() {
    return accepted;
  }

  private void throwIfFailed(String when) {
    if (failure != null) {
      throw new IllegalStateException(
          "Stopped %s: %s".formatted(when, failure.getMessage()), failure);
    }
  }
}
