package dev.plumbline.dashboards.store;

import java.util.function.Function;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What pages ask. All questions of a page are answered from one snapshot. */
public final class PageStore {

  private final Database database;

  public PageStore(Database database) {
    this.database = database;
  }

  /** Answers questions that belong together. */
  public <T> T ask(Function<Snapshot, T> questions) {
    return database
        .reading()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle -> questions.apply(new Snapshot(handle)));
  }
}
