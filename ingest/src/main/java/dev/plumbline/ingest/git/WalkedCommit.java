package dev.plumbline.ingest.git;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A commit as the walk found it.
 *
 * @param parents null at the boundary of a shallow clone, where they are not known
 * @param tree what it holds
 * @param parentTree what its first parent holds, null if there is none
 */
record WalkedCommit(
    ObjectId id, @Nullable List<ObjectId> parents, ObjectId tree, @Nullable ObjectId parentTree) {}
