package dev.plumbline.ingest.organisation;

import dev.plumbline.collection.Cursor;
import dev.plumbline.collection.CursorKey;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this collector itself put on a topic, so that it never takes away what another did. A claim
 * is written before what it claims and given up after that is gone: an end in between leaves a
 * claim too many, which the next collection sets right, and never a record that nobody removes.
 */
final class Claims {

  private static final String COLLECTOR = "organisation";

  private final EventSink sink;
  private final CursorKey key;
  private Set<String> written;

  /**
   * Reads the claims.
   *
   * @param kind kind of record that is claimed
   */
  Claims(LatestRecords latest, EventSink sink, String kind) {
    this.sink = sink;
    this.key = new CursorKey(COLLECTOR, COLLECTOR, "", kind);
    this.written =
        latest
            .find(Topics.COLLECTION_CURSORS, key)
            .map(cursor -> (Set<String>) new TreeSet<>(cursor.getTips()))
            .orElse(Set.of());
  }

  boolean contains(String claim) {
    return written.contains(claim);
  }

  /** As of the last write. */
  Set<String> all() {
    return written;
  }

  /** Claims these too. */
  void add(Set<String> more) {
    Set<String> all = new TreeSet<>(written);
    all.addAll(more);
    write(all);
  }

  /** Claims these and no others, once everything sent before is acknowledged. */
  void settle(Set<String> exactly) {
    sink.flush();
    write(new TreeSet<>(exactly));
  }

  private void write(Set<String> claims) {
    if (!claims.equals(written)) {
      sink.send(
          Topics.COLLECTION_CURSORS, key, Cursor.newBuilder().setTips(List.copyOf(claims)).build());
      sink.flush();
      written = claims;
    }
  }
}
