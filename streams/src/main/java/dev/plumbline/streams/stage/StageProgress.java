package dev.plumbline.streams.stage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much work the stages of a family have left, over all tasks of this instance. Thread-safe:
 * stages report, others read.
 */
public final class StageProgress {

  private final Map<String, Long> pendingByStage = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();

  /** Pieces of work left. */
  public long pending() {
    return pendingByStage.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Rises with every report of work. Who reads the same number before and after something else may
   * conclude that no work came up in between.
   */
  public long revision() {
    return revision.get();
  }

  void report(String stage, long pending) {
    Long before = pendingByStage.put(stage, pending);
    if (pending > 0 || (before != null && before > 0)) {
      revision.incrementAndGet();
    }
  }

  void forget(String stage) {
    pendingByStage.remove(stage);
  }
}
