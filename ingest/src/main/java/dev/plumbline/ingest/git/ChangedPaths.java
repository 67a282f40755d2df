package dev.plumbline.ingest.git;

import dev.plumbline.ingest.commit.PathBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Paths that differ between a commit and its first parent. Only trees are read, never contents: a
 * rename is a path gone and a path come.
 */
final class ChangedPaths {

  private ChangedPaths() {}

  /** Null if they cannot be known: at a shallow boundary, or in a clone without its trees. */
  static @Nullable List<String> of(WalkedCommit commit, ObjectReader reader) throws IOException {
    if (commit.parents() == null) {
      return null;
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      addParent(walk, commit);
      walk.addTree(commit.tree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      return PathBudget.fit(paths(walk));
    } catch (MissingObjectException e) {
      return null;
    }
  }

  private static void addParent(TreeWalk walk, WalkedCommit commit) throws IOException {
    if (commit.parentTree() == null) {
      walk.addTree(new EmptyTreeIterator());
    } else {
      walk.addTree(commit.parentTree());
    }
  }

  private static List<String> paths(TreeWalk walk) throws IOException {
    List<String> paths = new ArrayList<>();
    while (walk.next()) {
      paths.add(walk.getPathString());
    }
    return paths;
  }
}
