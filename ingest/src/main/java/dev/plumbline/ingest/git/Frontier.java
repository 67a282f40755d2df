package dev.plumbline.ingest.git;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The commits that no sent commit has as a parent. Parents are sent before children, so what was
 * sent is exactly the frontier and everything below it. Not thread-safe.
 */
final class Frontier {

  /**
   * Keeps the cursor below the size of a record. Whatever falls out costs sending its commits again
   * next time, no more; the oldest go first.
   */
  private static final int MOST_TIPS = 10_000;

  private final Set<ObjectId> tips;

  Frontier(Collection<ObjectId> tips) {
    this.tips = new LinkedHashSet<>(tips);
  }

  /** Moves on over a commit whose parents were all sent before. */
  void add(WalkedCommit commit) {
    if (commit.parents() != null) {
      commit.parents().forEach(tips::remove);
    }
    tips.add(commit.id());
  }

  /** Object ids for the cursor. */
  List<String> names() {
    return tips.stream().skip(Math.max(0, tips.size() - MOST_TIPS)).map(ObjectId::name).toList();
  }
}
