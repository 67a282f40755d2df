package dev.plumbline.ingest.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * The tags that count as deployments.
 *
 * @param deployed in the order of deployments
 * @param skipped how many match but lead to no commit with a time
 */
record Tags(List<DeployedTag> deployed, long skipped) {

  /** Reads the tags whose whole name matches. */
  static Tags matching(Pattern pattern, List<Ref> tags, ObjectReader reader) throws IOException {
    List<DeployedTag> deployed = new ArrayList<>();
    long skipped = 0;
    for (Ref tag : tags) {
      String name = tag.getName().substring(Constants.R_TAGS.length());
      if (pattern.matcher(name).matches()) {
        DeployedTag found = read(name, tag.getObjectId(), reader);
        skipped += found == null ? 1 : 0;
        deployed.addAll(found == null ? List.of() : List.of(found));
      }
    }
    deployed.sort(DeployedTag.IN_ORDER);
    return new Tags(List.copyOf(deployed), skipped);
  }

  private static @Nullable DeployedTag read(String name, ObjectId tag, ObjectReader reader)
      throws IOException {
    ObjectId commit = commitBehind(tag, reader);
    if (commit == null) {
      return null;
    }
    Instant tagged = taggedAt(reader.open(tag));
    Instant finished = tagged == null ? committedAt(reader.open(commit)) : tagged;
    return finished == null ? null : new DeployedTag(name, commit, finished);
  }

  private static @Nullable ObjectId commitBehind(ObjectId tag, ObjectReader reader)
      throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.peel(walk.parseAny(tag)) instanceof RevCommit commit ? commit.getId() : null;
    } catch (MissingObjectException e) {
      return null;
    }
  }

  /** Time of an annotated tag, the outermost of nested ones; old tags may have none. */
  private static @Nullable Instant taggedAt(ObjectLoader object) throws IOException {
    if (object.getType() != Constants.OBJ_TAG) {
      return null;
    }
    byte[] raw = object.getBytes();
    return time(Signature.parse(raw, RawParseUtils.tagger(raw, 0)));
  }

  private static @Nullable Instant committedAt(ObjectLoader object) throws IOException {
    byte[] raw = object.getBytes();
    return time(Signature.parse(raw, RawParseUtils.committer(raw, 0)));
  }

  private static @Nullable Instant time(@Nullable Signature signature) {
    return signature == null ? null : signature.at();
  }
}
