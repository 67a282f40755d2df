package dev.plumbline.ingest.git;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commits that are new since the cursor. The cursor follows every few thousand commits,
 * so that an end at any point costs sending those again and never leaves one out.
 */
final class CommitCollection {

  private static final int CHECKPOINT = 5_000;

  private final RepositoryKey repository;
  private final EventSink sink;
  private final CommitCursor cursor;
  private final CollectionListener listener;
  private long walked;
  private long sent;

  CommitCollection(
      RepositoryKey repository, EventSink sink, CommitCursor cursor, CollectionListener listener) {
    this.repository = repository;
    this.sink = sink;
    this.cursor = cursor;
    this.listener = listener;
  }

  /** Sends what is new and returns how many commits that were. */
  long run(History history, CommitMapper mapper) throws IOException {
    listener.progressed(CollectionPhase.COMMITS, 0, history.size());
    for (WalkedCommit commit : history) {
      stopIfCancelled();
      pass(commit, mapper.map(commit));
      listener.progressed(CollectionPhase.COMMITS, walked, history.size());
    }
    cursor.checkpoint();
    return sent;
  }

  private void pass(WalkedCommit commit, @Nullable CommitObserved event) {
    if (event == null) {
      cursor.leftOut(commit);
    } else {
      sink.send(Topics.EVENTS_GIT, repository, event);
      cursor.sent(commit);
      sent++;
    }
    walked++;
    if (walked % CHECKPOINT == 0) {
      cursor.checkpoint();
    }
  }

  private void stopIfCancelled() {
    if (listener.isCancelled()) {
      cursor.checkpoint();
      throw new CollectionCancelledException();
    }
  }
}
