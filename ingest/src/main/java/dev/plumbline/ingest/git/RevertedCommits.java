package dev.plumbline.ingest.git;

import dev.plumbline.ingest.commit.Reverts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The commits of a repository that a commit of it says it reverts. */
final class RevertedCommits {

  private RevertedCommits() {}

  /** Full object ids; an abbreviation that is not one commit's alone is dropped. */
  static List<String> of(byte[] commit, ObjectReader reader) throws IOException {
    // What is looked for is ASCII, and this decoding cannot fail.
    String text = new String(commit, StandardCharsets.ISO_8859_1);
    Set<String> reverted = new LinkedHashSet<>();
    for (String named : Reverts.namedIn(text)) {
      String sha = Reverts.isFull(named) ? named : resolve(named, reader);
      if (sha != null) {
        reverted.add(sha);
      }
    }
    return List.copyOf(reverted);
  }

  private static @Nullable String resolve(String sha, ObjectReader reader) throws IOException {
    if (sha.length() > Constants.OBJECT_ID_STRING_LENGTH) {
      return null;
    }
    List<String> commits = new ArrayList<>();
    for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(sha))) {
      if (reader.open(id).getType() == Constants.OBJ_COMMIT) {
        commits.add(id.name());
      }
    }
    return commits.size() == 1 ? commits.get(0) : null;
  }
}
