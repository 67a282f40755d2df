package dev.plumbline.ingest.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The commits to send, parents before children and otherwise oldest first. The order of the whole
 * graph is held in memory, about 150 bytes a commit; bodies are read one by one later.
 */
final class History implements AutoCloseable, Iterable<WalkedCommit> {

  private final RevWalk walk;
  private final Set<ObjectId> boundary;
  private final List<RevCommit> commits = new ArrayList<>();

  private History(Repository repository) throws IOException {
    this.walk = new RevWalk(repository);
    this.boundary = repository.getObjectDatabase().getShallowCommits();
    walk.setRetainBody(false);
    walk.sort(RevSort.TOPO);
    walk.sort(RevSort.COMMIT_TIME_DESC, true);
    walk.sort(RevSort.REVERSE, true);
  }

  /**
   * Walks from the starts down to what is known.
   *
   * @param known commits that, with all their ancestors, need not come again
   */
  static History between(Repository repository, List<ObjectId> starts, Collection<ObjectId> known)
      throws IOException {
    History history = new History(repository);
    try {
      history.load(starts, known);
      return history;
    } catch (IOException e) {
      history.close();
      throw e;
    }
  }

  private void load(List<ObjectId> starts, Collection<ObjectId> known) throws IOException {
    for (ObjectId start : starts) {
      markStart(walk, start);
    }
    for (ObjectId tip : known) {
      RevCommit commit = commit(walk, tip);
      if (commit != null) {
        walk.markUninteresting(commit);
      }
    }
    for (RevCommit commit : walk) {
      commits.add(commit);
    }
  }

  /** How many commits there are from the tips down. */
  static long count(Repository repository, List<ObjectId> tips) throws IOException {
    if (tips.isEmpty()) {
      return 0;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      for (ObjectId tip : tips) {
        markStart(walk, tip);
      }
      long count = 0;
      while (walk.next() != null) {
        count++;
      }
      return count;
    }
  }

  private static void markStart(RevWalk walk, ObjectId start) throws IOException {
    RevCommit commit = commit(walk, start);
    if (commit != null) {
      walk.markStart(commit);
    }
  }

  /** The commit behind the object, or null if there is none (any more). */
  private static @Nullable RevCommit commit(RevWalk walk, ObjectId id) throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(id));
      return object instanceof RevCommit commit ? commit : null;
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return null;
    }
  }

  int size() {
    return commits.size();
  }

  @Override
  public Iterator<WalkedCommit> iterator() {
    return commits.stream().map(this::walked).iterator();
  }

  private WalkedCommit walked(RevCommit commit) {
    List<ObjectId> parents = new ArrayList<>();
    for (RevCommit parent : commit.getParents()) {
      parents.add(parent.getId());
    }
    boolean isBoundary = boundary.contains(commit);
    return new WalkedCommit(
        commit.getId(), isBoundary ? null : parents, commit.getTree(), parentTree(commit));
  }

  private @Nullable ObjectId parentTree(RevCommit commit) {
    if (commit.getParentCount() == 0) {
      return null;
    }
    try {
      // Parents among the known commits were not necessarily read by the walk.
      walk.parseHeaders(commit.getParent(0));
      return commit.getParent(0).getTree();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    walk.close();
  }
}
