package dev.plumbline.ingest.git;

import dev.plumbline.collection.Cursor;
import dev.plumbline.ingest.collection.CollectionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * How far the commits of a repository have been sent. Not thread-safe.
 *
 * <p>A cursor says: of the tips and all below them, everything since its start was sent. A request
 * that reaches further back starts anew, and so does one that marks commits by other patterns; one
 * that reaches less far goes on, and narrows the statement only when it leaves a commit out.
 */
final class CommitCursor {

  private final Cursors cursors;
  private final @Nullable Instant requestedSince;
  private final boolean isShallow;
  private final String marks;
  private final List<ObjectId> known;
  private final Frontier frontier;
  private @Nullable Instant since;

  /**
   * Reads the cursor.
   *
   * @param isShallow whether the clone lacks old history. It may get it later, below the tips, so
   *     it is sent whole each time and leaves no cursor behind
   * @param marks what the marks on commits depend on; what was sent with others is sent again
   */
  CommitCursor(Cursors cursors, CollectionRequest request, boolean isShallow, String marks) {
    this.cursors = cursors;
    this.requestedSince = request.since();
    this.isShallow = isShallow;
    this.marks = marks;
    Optional<Cursor> cursor = cursors.read().filter(this::leadsOn);
    this.known = cursor.map(CommitCursor::tips).orElse(List.of());
    this.since = cursor.isPresent() ? cursor.get().getSince() : requestedSince;
    this.frontier = new Frontier(known);
  }

  private boolean leadsOn(Cursor cursor) {
    Instant start = cursor.getSince();
    boolean isCovered =
        start == null || (requestedSince != null && !requestedSince.isBefore(start));
    return isCovered && !isShallow && marks.equals(cursor.getMarks());
  }

  private static List<ObjectId> tips(Cursor cursor) {
    return cursor.getTips().stream().map(ObjectId::fromString).toList();
  }

  /** Commits that, with all their ancestors, need not come again. */
  List<ObjectId> known() {
    return known;
  }

  /** Moves on over a commit that was sent. */
  void sent(WalkedCommit commit) {
    frontier.add(commit);
  }

  /** Moves on over a commit that is older than what was asked for. */
  void leftOut(WalkedCommit commit) {
    frontier.add(commit);
    since = requestedSince;
  }

  /** Makes the place durable, after everything sent so far. */
  void checkpoint() {
    if (isShallow) {
      cursors.settle();
    } else {
      cursors.write(
          Cursor.newBuilder().setSince(since).setTips(frontier.names()).setMarks(marks).build());
    }
  }
}
