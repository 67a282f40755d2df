package dev.plumbline.ingest.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Which commits a message says it reverts. The message itself goes no further. In "This reverts
 * commit A, reversing changes made to B" only A is reverted.
 */
final class Reverts {

  private static final Pattern REVERT =
      Pattern.compile("This reverts commit\\s+([0-9a-fA-F]{7,40})\\b");

  private Reverts() {}

  /** Full object ids; an abbreviation that is not one commit's alone is dropped. */
  static List<String> in(byte[] commit, ObjectReader reader) throws IOException {
    // What is looked for is ASCII, and this decoding cannot fail.
    Matcher matcher = REVERT.matcher(new String(commit, StandardCharsets.ISO_8859_1));
    Set<String> reverted = new LinkedHashSet<>();
    while (matcher.find()) {
      String sha = resolve(matcher.group(1).toLowerCase(Locale.ROOT), reader);
      if (sha != null) {
        reverted.add(sha);
      }
    }
    return List.copyOf(reverted);
  }

  private static @Nullable String resolve(String sha, ObjectReader reader) throws IOException {
    if (sha.length() == Constants.OBJECT_ID_STRING_LENGTH) {
      return sha;
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
