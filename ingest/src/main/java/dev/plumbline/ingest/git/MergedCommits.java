package dev.plumbline.ingest.git;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * When the work began that a merge commit brings in: the commits that its other parents reach and
 * its first parent does not.
 *
 * <p>Every commit has a level, one above the highest of its parents. From a merge the walk goes
 * down by level, so a commit is looked at when all that reach it were, and it ends where everything
 * left is reached by the first parent. Committers' clocks, which can be wrong, guide nothing. The
 * graph is read, once and whole, when the first merge asks; about 130 bytes a commit.
 */
final class MergedCommits implements AutoCloseable {

  private static final Comparator<Node> HIGHEST_FIRST =
      Comparator.comparingInt((Node node) -> node.level).reversed();

  /** A commit with its level, and what the walk that last came by found of it. */
  private static final class Node extends RevCommit {

    private int level;
    private int walk;
    private boolean isOfFirstParent;
    private boolean isRead;
    private @Nullable Instant committedAt;

    Node(AnyObjectId id) {
      super(id);
    }
  }

  private static final class Graph extends RevWalk {

    Graph(Repository repository) {
      super(repository);
    }

    @Override
    protected RevCommit createCommit(AnyObjectId id) {
      return new Node(id);
    }
  }

  private final Graph graph;
  private final Set<ObjectId> boundary;
  private final Collection<ObjectId> starts;
  private boolean isLoaded;
  private int walks;

  /** Knows all that the starts reach. */
  MergedCommits(Repository repository, Collection<ObjectId> starts) throws IOException {
    this.graph = new Graph(repository);
    this.boundary = repository.getObjectDatabase().getShallowCommits();
    this.starts = starts;
  }

  /**
   * The earliest committer's clock of what the merge brings in; null if it brings nothing, or if
   * the clone is too shallow to tell.
   */
  @Nullable Instant firstCommittedAt(ObjectId merge) throws IOException {
    if (!isLoaded) {
      load();
      isLoaded = true;
    }
    Node node = (Node) graph.lookupCommit(merge);
    return node.level == 0 ? null : new Walk(node).run();
  }

  private void load() throws IOException {
    graph.setRetainBody(false);
    graph.sort(RevSort.TOPO);
    graph.sort(RevSort.REVERSE, true);
    for (ObjectId start : starts) {
      markStart(start);
    }
    for (RevCommit commit : graph) {
      int highest = 0;
      for (RevCommit parent : commit.getParents()) {
        highest = Math.max(highest, ((Node) parent).level);
      }
      ((Node) commit).level = highest + 1;
    }
  }

  private void markStart(ObjectId start) throws IOException {
    try {
      RevObject object = graph.peel(graph.parseAny(start));
      if (object instanceof RevCommit commit) {
        graph.markStart(commit);
      }
    } catch (MissingObjectException e) {
      // It is no start of the history either.
    }
  }

  @Override
  public void close() {
    graph.close();
  }

  private @Nullable Instant committedAt(Node node) throws IOException {
    if (!node.isRead) {
      byte[] raw = graph.getObjectReader().open(node, Constants.OBJ_COMMIT).getBytes();
      Signature committer = Signature.parse(raw, RawParseUtils.committer(raw, 0));
      node.committedAt = committer == null ? null : committer.at();
      node.isRead = true;
    }
    return node.committedAt;
  }

  /** The walk from one merge. */
  private final class Walk {

    private final int number = ++walks;
    private final PriorityQueue<Node> queue = new PriorityQueue<>(HIGHEST_FIRST);
    private int merged;
    private @Nullable Instant first;

    Walk(Node merge) {
      List<RevCommit> parents = List.of(merge.getParents());
      reach((Node) parents.get(0), true);
      parents.subList(1, parents.size()).forEach(parent -> reach((Node) parent, false));
    }

    private void reach(Node node, boolean isByFirstParent) {
      if (node.walk != number) {
        node.walk = number;
        node.isOfFirstParent = isByFirstParent;
        merged += isByFirstParent ? 0 : 1;
        queue.add(node);
      } else if (isByFirstParent && !node.isOfFirstParent) {
        node.isOfFirstParent = true;
        merged--;
      }
    }

    @Nullable Instant run() throws IOException {
      while (merged > 0) {
        Node node = queue.remove();
        if (boundary.contains(node)) {
          return null;
        }
        if (!node.isOfFirstParent) {
          merged--;
          take(committedAt(node));
        }
        for (RevCommit parent : node.getParents()) {
          reach((Node) parent, node.isOfFirstParent);
        }
      }
      return first;
    }

    private void take(@Nullable Instant at) {
      if (at != null && (first == null || at.isBefore(first))) {
        first = at;
      }
    }
  }
}
