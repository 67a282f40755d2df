package dev.plumbline.ingest.collection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Records of repositories have several writers, each of which reads a record, adds to it and writes
 * it again. They do so one after the other, or one of them would lose what the other added; this
 * process is the only one that writes them. Thread-safe.
 */
public final class RepositoryRecords {

  private final AtomicLong changes = new AtomicLong();

  /** Runs a change from reading to the acknowledgement of what was written. */
  public synchronized <T> T change(Supplier<T> readAndWrite) {
    return readAndWrite.get();
  }

  /** Runs a change that others want to hear of, if it wrote anything. */
  public synchronized void changeAndTell(Supplier<Boolean> readAndWrite) {
    if (readAndWrite.get()) {
      changes.incrementAndGet();
    }
  }

  /** Number of changes that were told. */
  public long changes() {
    return changes.get();
  }
}
