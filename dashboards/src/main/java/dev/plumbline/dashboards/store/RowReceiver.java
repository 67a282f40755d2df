package dev.plumbline.dashboards.store;

import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of an answer one by one. Its methods are called in this order by one thread, and
 * each may block: the next row is fetched when the one before is taken. Whatever they throw ends
 * the query and comes out of the method that asked.
 */
public interface RowReceiver {

  /**
   * The query is about to run.
   *
   * @param cancel stops it, from any thread; does nothing when it is over
   */
  void started(Runnable cancel);

  /** The query has an answer: rows follow, or none. */
  void begin();

  /** The next row, in the order of the columns. */
  void row(@Nullable Object[] values);

  /** That was all. */
  void end();
}
