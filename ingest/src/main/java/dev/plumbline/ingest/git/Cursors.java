package dev.plumbline.ingest.git;

import dev.plumbline.collection.Cursor;
import dev.plumbline.collection.CursorKey;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.topic.Topics;
import java.util.Optional;

/** The cursor of one collection of a repository. */
final class Cursors {

  private final LatestRecords latest;
  private final EventSink sink;
  private final CursorKey key;

  Cursors(LatestRecords latest, EventSink sink, String repository, String scope) {
    this.latest = latest;
    this.sink = sink;
    this.key =
        CursorKey.newBuilder()
            .setCollector(GitCollector.SOURCE)
            .setSource(GitCollector.SOURCE)
            .setRepository(repository)
            .setScope(scope)
            .build();
  }

  Optional<Cursor> read() {
    return latest.find(Topics.COLLECTION_CURSORS, key);
  }

  /** Waits until everything sent is acknowledged. */
  void settle() {
    sink.flush();
  }

  /** Writes the cursor once everything sent before it is acknowledged, and not otherwise. */
  void write(Cursor cursor) {
    sink.flush();
    sink.send(Topics.COLLECTION_CURSORS, key, cursor);
    sink.flush();
  }
}
