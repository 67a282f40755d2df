package dev.plumbline.ingest.github;

import dev.plumbline.event.ActorKind;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as pseudonyms, by the id that survives a change of login; the login, where an old
 * archive has no id, gives another pseudonym.
 */
final class Accounts {

  private static final String BOT_SUFFIX = "[bot]";

  private final Pseudonyms pseudonyms;

  Accounts(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** The account's pseudonym; null for one that is deleted. */
  @Nullable String pseudonym(String source, Field account) {
    String id = account.at("id").id();
    String identity = id == null ? account.at("login").text() : id;
    return identity == null ? null : pseudonyms.ofAccount(source, identity);
  }

  /** What kind of account it is, as far as it is said. */
  ActorKind kind(Field account) {
    String type = account.at("type").text();
    String login = account.at("login").text();
    boolean isBotByName = login != null && login.toLowerCase(Locale.ROOT).endsWith(BOT_SUFFIX);
    if (isBotByName || "Bot".equals(type)) {
      return ActorKind.BOT;
    }
    return "User".equals(type) ? ActorKind.HUMAN : ActorKind.UNKNOWN;
  }

  /** The pseudonym of a name in a commit, which is that of the same name in a clone. */
  @Nullable String signature(Field signature) {
    return pseudonyms.of(orEmpty(signature.at("name")), orEmpty(signature.at("email")));
  }

  private static String orEmpty(Field field) {
    String text = field.freeText();
    return text == null ? "" : text;
  }

  /** Stands for a branch. */
  String branch(Occurrence occurrence, String branch) {
    return pseudonyms.ofBranch(occurrence.source(), occurrence.repositoryName(), branch);
  }
}
