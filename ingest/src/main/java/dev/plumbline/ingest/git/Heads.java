package dev.plumbline.ingest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Where the branches and tags stood when the collection began, so that commits and deployments are
 * taken from one moment. Other references, such as a host's pull requests, do not count.
 *
 * @param starts objects that branches, tags and HEAD name
 * @param tags the tags
 */
record Heads(List<ObjectId> starts, List<Ref> tags) {

  static Heads of(Repository repository) throws IOException {
    List<Ref> tags = repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS);
    List<Ref> references = new ArrayList<>(tags);
    references.addAll(
        repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS, Constants.R_REMOTES));
    List<ObjectId> starts = new ArrayList<>();
    references.stream().map(Ref::getObjectId).forEach(id -> add(starts, id));
    add(starts, repository.resolve(Constants.HEAD));
    return new Heads(starts.stream().distinct().toList(), tags);
  }

  private static void add(List<ObjectId> starts, @Nullable ObjectId id) {
    if (id != null) {
      starts.add(id);
    }
  }
}
