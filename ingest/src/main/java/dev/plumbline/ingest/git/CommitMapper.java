package dev.plumbline.ingest.git;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.commit.CommitMessage;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Commit to event. Names, addresses and messages end here. Used by one thread, as its reader is.
 */
final class CommitMapper {

  private final CollectionRequest request;
  private final Pseudonyms pseudonyms;
  private final HotfixRules rules;
  private final MergedCommits merged;
  private final ObjectReader reader;

  CommitMapper(
      CollectionRequest request,
      Pseudonyms pseudonyms,
      HotfixRules rules,
      MergedCommits merged,
      ObjectReader reader) {
    this.request = request;
    this.pseudonyms = pseudonyms;
    this.rules = rules;
    this.merged = merged;
    this.reader = reader;
  }

  /** The event, or null if the commit is older than what was asked for. */
  @Nullable CommitObserved map(WalkedCommit commit) throws IOException {
    byte[] raw = reader.open(commit.id(), Constants.OBJ_COMMIT).getBytes();
    Signature author = Signature.parse(raw, RawParseUtils.author(raw, 0));
    Signature committer = Signature.parse(raw, RawParseUtils.committer(raw, 0));
    Instant committedAt = time(committer);
    if (committedAt != null && !request.covers(committedAt)) {
      return null;
    }
    CommitMessage message = CommitMessage.of(message(raw), rules);
    return CommitObserved.newBuilder()
        .setSource(GitCollector.SOURCE)
        .setRepository(request.repository())
        .setSha(commit.id().name())
        .setParents(names(commit.parents()))
        .setAuthoredAt(time(author))
        .setCommittedAt(committedAt)
        .setAuthor(pseudonym(author))
        .setCommitter(pseudonym(committer))
        .setChangedPaths(ChangedPaths.of(commit, reader))
        .setReverts(RevertedCommits.of(raw, reader))
        .setFirstMergedCommitAt(isMerge(commit) ? merged.firstCommittedAt(commit.id()) : null)
        .setRevert(message.isRevert())
        .setHotfix(message.isHotfix())
        .build();
  }

  private static boolean isMerge(WalkedCommit commit) {
    return commit.parents() != null && commit.parents().size() > 1;
  }

  /** In the encoding that the commit names; one that Java does not know is read as UTF-8. */
  private static String message(byte[] raw) {
    int start = RawParseUtils.commitMessage(raw, 0);
    return start < 0 ? "" : RawParseUtils.decode(encoding(raw), raw, start, raw.length);
  }

  private static Charset encoding(byte[] raw) {
    try {
      return RawParseUtils.parseEncoding(raw);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static @Nullable Instant time(@Nullable Signature signature) {
    return signature == null ? null : signature.at();
  }

  private @Nullable String pseudonym(@Nullable Signature signature) {
    return signature == null ? null : pseudonyms.of(signature.name(), signature.email());
  }

  private static @Nullable List<String> names(@Nullable List<ObjectId> parents) {
    return parents == null ? null : parents.stream().map(ObjectId::name).toList();
  }
}
