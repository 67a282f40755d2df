package dev.plumbline.ingest.github;

import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.ingest.commit.Reverts;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.settings.HotfixRules;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What title, text, branch and labels of a pull request say of it: whether it is a hotfix, and what
 * it reverts. Archives of today leave them out; then nothing is said.
 */
final class PullRequestMarks {

  /** What GitHub writes into the text of a pull request that reverts another. */
  private static final Pattern REVERTS =
      Pattern.compile("\\bReverts (?:([\\w.-]{1,100}/[\\w.-]{1,100}))?#(\\d{1,18})\\b");

  private final HotfixRules rules;

  PullRequestMarks(HotfixRules rules) {
    this.rules = rules;
  }

  void set(PullRequestObserved.Builder observed, String repository, Field pullRequest) {
    String title = pullRequest.at("title").freeText();
    String body = pullRequest.at("body").freeText();
    boolean isBodySaid = pullRequest.mentions("body");
    String text = body == null ? "" : body;
    observed
        .setHotfix(isHotfix(title, pullRequest))
        .setRevert(title == null ? null : (Boolean) Reverts.isTitleOfRevert(title))
        .setRevertsPullRequests(isBodySaid ? reverted(text, repository) : null)
        .setRevertsCommits(isBodySaid ? Reverts.fullNamedIn(text) : null);
  }

  /** A pattern that matches is enough; that none does is known only with all there is to match. */
  private @Nullable Boolean isHotfix(@Nullable String title, Field pullRequest) {
    String branch = pullRequest.at("head").at("ref").freeText();
    boolean isHotfix =
        title != null && rules.isTitle(title)
            || branch != null && rules.isBranch(branch)
            || rules.isAnyLabel(labels(pullRequest.at("labels")));
    return isHotfix || title != null && branch != null ? (Boolean) isHotfix : null;
  }

  private static List<String> labels(Field labels) {
    return labels.items().stream()
        .map(label -> label.at("name").freeText())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Those of other repositories are not of this one's history. */
  private static List<String> reverted(String body, String repository) {
    String own = repository.toLowerCase(Locale.ROOT);
    return REVERTS
        .matcher(body)
        .results()
        .filter(
            match -> match.group(1) == null || match.group(1).toLowerCase(Locale.ROOT).equals(own))
        .map((MatchResult match) -> match.group(2))
        .distinct()
        .limit(100)
        .toList();
  }
}
