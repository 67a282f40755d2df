package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries beside those of commits, for the few that somebody asks for, that a pull request brought,
 * or that say something about deployments. The notes of a commit tell whether to look here.
 */
final class ChangeStore {

  /** From pull request to the commit that its merge put on the base branch. */
  private static final char MERGE = 'P';

  /** From that commit and the pull request to the pull request. */
  private static final char MERGED = 'M';

  /** From pull request to those that say they revert it. */
  private static final char REVERTING = 'B';

  /** From commit to the changes that revert it. */
  private static final char REVERTER = 'V';

  /** From change to what was last said of its meaning for deployments. */
  private static final char BLAME = 'S';

  /** From commit to the targets that it is asked for. */
  private static final char QUESTION = 'Q';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  ChangeStore(OrderedStore store) {
    this.store = store;
  }

  void putQuestion(String repository, String sha, int target) {
    store.put(questionKey(repository, sha, target), NOTHING);
  }

  void deleteQuestion(String repository, String sha, int target) {
    store.delete(questionKey(repository, sha, target));
  }

  boolean isAsked(String repository, String sha, int target) {
    return store.get(questionKey(repository, sha, target)) != null;
  }

  /** The commit that the pull request's merge put on the base branch, null when none is known. */
  @Nullable String mergeSha(String repository, String pullRequest) {
    byte[] value = store.get(mergeKey(repository, pullRequest));
    return value == null ? null : new ValueReader(value).objectId();
  }

  @Nullable MergedPullRequest pullRequest(String repository, String pullRequest) {
    String sha = mergeSha(repository, pullRequest);
    byte[] value =
        sha == null ? null : store.get(mergedKeys(repository, sha).text(pullRequest).toBytes());
    return value == null ? null : decoded(value);
  }

  /** The pull requests whose merge put the commit on the base branch. */
  List<MergedPullRequest> pullRequestsOf(String repository, String sha) {
    List<MergedPullRequest> pullRequests = new ArrayList<>(1);
    try (OrderedStore.Scan scan = store.scan(mergedKeys(repository, sha).toBytes())) {
      scan.forEachRemaining(entry -> pullRequests.add(decoded(entry.value())));
    }
    return pullRequests;
  }

  void put(MergedPullRequest merged) {
    String repository = merged.getRepository();
    String id = merged.getPullRequest();
    String sha = merged.getMergeSha();
    store.put(mergeKey(repository, id), new ValueWriter().objectId(sha).toBytes());
    store.put(
        mergedKeys(repository, sha).text(id).toBytes(), Records.encoded(merged::toByteBuffer));
    for (String reverted : merged.getRevertsPullRequests()) {
      store.put(revertingKeys(repository, reverted).text(id).toBytes(), NOTHING);
    }
  }

  void delete(MergedPullRequest merged) {
    String repository = merged.getRepository();
    String id = merged.getPullRequest();
    store.delete(mergeKey(repository, id));
    store.delete(mergedKeys(repository, merged.getMergeSha()).text(id).toBytes());
    for (String reverted : merged.getRevertsPullRequests()) {
      store.delete(revertingKeys(repository, reverted).text(id).toBytes());
    }
  }

  /** The pull requests that say they revert this one. */
  List<String> reverting(String repository, String pullRequest) {
    List<String> reverting = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(revertingKeys(repository, pullRequest).toBytes())) {
      while (scan.hasNext()) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        key.text();
        reverting.add(key.text());
      }
    }
    return reverting;
  }

  void putReverter(String repository, String reverted, String sha) {
    store.put(reverterKeys(repository, reverted).objectId(sha).toBytes(), NOTHING);
  }

  void deleteReverter(String repository, String reverted, String sha) {
    store.delete(reverterKeys(repository, reverted).objectId(sha).toBytes());
  }

  /** The changes that revert the commit. */
  List<String> reverters(String repository, String sha) {
    List<String> reverters = new ArrayList<>(1);
    try (OrderedStore.Scan scan = store.scan(reverterKeys(repository, sha).toBytes())) {
      while (scan.hasNext()) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        key.objectId();
        reverters.add(key.objectId());
      }
    }
    return reverters;
  }

  Blame blame(String repository, String sha) {
    byte[] value = store.get(blameKey(repository, sha));
    return value == null ? Blame.NONE : Blame.fromBytes(value);
  }

  void put(String repository, String sha, Blame blame) {
    if (blame.isNone()) {
      store.delete(blameKey(repository, sha));
    } else {
      store.put(blameKey(repository, sha), blame.toBytes());
    }
  }

  private static byte[] questionKey(String repository, String sha, int target) {
    return KeyWriter.kind(QUESTION).text(repository).objectId(sha).small(target).toBytes();
  }

  private static byte[] mergeKey(String repository, String pullRequest) {
    return KeyWriter.kind(MERGE).text(repository).text(pullRequest).toBytes();
  }

  private static KeyWriter mergedKeys(String repository, String sha) {
    return KeyWriter.kind(MERGED).text(repository).objectId(sha);
  }

  private static KeyWriter revertingKeys(String repository, String pullRequest) {
    return KeyWriter.kind(REVERTING).text(repository).text(pullRequest);
  }

  private static KeyWriter reverterKeys(String repository, String sha) {
    return KeyWriter.kind(REVERTER).text(repository).objectId(sha);
  }

  private static byte[] blameKey(String repository, String sha) {
    return KeyWriter.kind(BLAME).text(repository).objectId(sha).toBytes();
  }

  private static MergedPullRequest decoded(byte[] value) {
    return Records.decoded(value, MergedPullRequest::fromByteBuffer);
  }
}
