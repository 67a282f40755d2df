package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.Set;

/**
 * A commit, merged from all that was observed of it.
 *
 * @param services those that it counts for, null for all of its repository
 */
record Commit(
    String repository,
    String sha,
    Set<String> parents,
    Instant authoredAt,
    Instant committedAt,
    Instant firstMergedCommitAt,
    Set<String> services,
    Set<String> reverts,
    boolean isRevert,
    boolean isHotfix) {

  boolean isMerge() {
    return parents.size() > 1;
  }

  boolean countsFor(Target target) {
    return services == null || services.contains(target.service());
  }
}
