package dev.plumbline.ingest.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for bodies that are not answered yet, over all requests: nobody is known before the whole
 * body is there, so everybody could fill it. Thread-safe.
 */
final class BodyBudget {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  /** Takes bytes if there are as many. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) > most) {
      taken.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Gives bytes back. */
  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
