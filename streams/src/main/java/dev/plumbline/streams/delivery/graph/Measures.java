package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.streams.delivery.terms.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a change that a deployment carries counts as, by measure. */
final class Measures {

  static final String COMMIT = "commit";

  /** Their authors are counted, of those pull requests that have a value. */
  private static final List<String> ABOUT_PEOPLE =
      List.of("pull-request", "coding", "pickup", "review");

  private static final String BOT = "bot";
  private static final String FIRST_COMMIT_UNKNOWN = "first-commit-unknown";
  private static final String MERGE_TIME_UNKNOWN = "merge-time-unknown";
  private static final String NO_REVIEW = "no-review";

  private Measures() {}

  /** Of a commit, in the measure of commits. */
  static Counted of(CommitState commit, Label label) {
    if (commit.isMerge()) {
      return Counted.nothing("merge-commit");
    }
    Long committedAt = commit.committedAt();
    return committedAt == null
        ? Counted.nothing("commit-time-unknown")
        : Counted.between(committedAt, label.finishedAt());
  }

  /**
   * Of a pull request, in all of its measures.
   *
   * @param commit what its merge put on the base branch
   * @param label the deployment that carries that commit
   */
  static Map<String, Counted> of(MergedPullRequest pullRequest, CommitState commit, Label label) {
    Map<String, Counted> measures = new TreeMap<>();
    Long told = pullRequest.getFirstCommitAt();
    Long first = told == null ? commit.firstMergedCommitAt() : told;
    boolean isBot = pullRequest.getIsBot();
    measures.put("merge", merge(pullRequest, label));
    measures.put("pull-request", isBot ? Counted.nothing(BOT) : whole(pullRequest, first, label));
    measures.put("coding", isBot ? Counted.nothing(BOT) : coding(pullRequest, first));
    measures.put("pickup", isBot ? Counted.nothing(BOT) : pickup(pullRequest));
    measures.put("review", isBot ? Counted.nothing(BOT) : review(pullRequest));
    String author = pullRequest.getAuthor();
    if (author != null) {
      Counted person = Counted.value(hash(author));
      ABOUT_PEOPLE.stream()
          .filter(measure -> hasValue(measures.get(measure)))
          .forEach(measure -> measures.put(measure + "-people", person));
    }
    return measures;
  }

  private static boolean hasValue(@Nullable Counted counted) {
    return counted != null && counted.reason() == null;
  }

  private static Counted merge(MergedPullRequest pullRequest, Label label) {
    Long mergedAt = pullRequest.getMergedAt();
    return mergedAt == null
        ? Counted.nothing(MERGE_TIME_UNKNOWN)
        : Counted.between(mergedAt, label.finishedAt());
  }

  private static Counted whole(MergedPullRequest pullRequest, @Nullable Long first, Label label) {
    if (first == null) {
      return Counted.nothing(FIRST_COMMIT_UNKNOWN);
    }
    return pullRequest.getMergedAt() == null
        ? Counted.nothing(MERGE_TIME_UNKNOWN)
        : Counted.between(first, label.finishedAt());
  }

  private static Counted coding(MergedPullRequest pullRequest, @Nullable Long first) {
    if (first == null) {
      return Counted.nothing(FIRST_COMMIT_UNKNOWN);
    }
    Long openedAt = pullRequest.getOpenedAt();
    return openedAt == null ? Counted.nothing("opened-unknown") : Counted.between(first, openedAt);
  }

  private static Counted pickup(MergedPullRequest pullRequest) {
    Long reviewedAt = reviewedAt(pullRequest);
    if (reviewedAt == null) {
      return Counted.nothing(NO_REVIEW);
    }
    Long readyAt = pullRequest.getReadyAt();
    return readyAt == null
        ? Counted.nothing("ready-unknown")
        : Counted.between(readyAt, reviewedAt);
  }

  private static Counted review(MergedPullRequest pullRequest) {
    Long reviewedAt = reviewedAt(pullRequest);
    if (reviewedAt == null) {
      return Counted.nothing(NO_REVIEW);
    }
    Long mergedAt = pullRequest.getMergedAt();
    return mergedAt == null
        ? Counted.nothing(MERGE_TIME_UNKNOWN)
        : Counted.between(reviewedAt, mergedAt);
  }

  /** The first review, unless it came after the merge. */
  private static @Nullable Long reviewedAt(MergedPullRequest pullRequest) {
    Long reviewedAt = pullRequest.getFirstReviewAt();
    Long mergedAt = pullRequest.getMergedAt();
    return reviewedAt != null && mergedAt != null && reviewedAt > mergedAt ? null : reviewedAt;
  }

  /** A number of 62 bits that stands for the author, so that distinct ones can be counted. */
  static long hash(String author) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(author.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> 2;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }
}
