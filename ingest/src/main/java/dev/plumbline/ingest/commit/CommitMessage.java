package dev.plumbline.ingest.commit;

import dev.plumbline.settings.HotfixRules;

/**
 * What a commit's message says of the commit, as far as rules need it. The message itself goes no
 * further.
 *
 * @param isHotfix whether its first line matches a hotfix pattern
 * @param isRevert whether it says that it reverts something, even where it does not say what
 */
public record CommitMessage(boolean isHotfix, boolean isRevert) {

  /** Reads the message. */
  public static CommitMessage of(String message, HotfixRules rules) {
    String firstLine =
        message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return new CommitMessage(
        rules.isTitle(firstLine),
        Reverts.isTitleOfRevert(firstLine) || !Reverts.namedIn(message).isEmpty());
  }
}
