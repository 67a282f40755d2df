package dev.plumbline.ingest.github;

import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.StrictJson;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads events as GitHub's Events API has them and as public archives keep them: {@code type,
 * actor, repo, payload, created_at}. Their payloads are those of webhooks, more or less cut short,
 * and they have a clock of their own, which stands in for clocks that were cut. Before 2015 the
 * repository stood in {@code repository}, and the actor in {@code actor_attributes}.
 */
final class ArchiveMapper {

  static final String PUSH = "push";
  static final String PULL_REQUEST = "pull_request";
  static final String ISSUE = "issues";
  static final String RELEASE = "release";

  private static final Map<String, String> KINDS =
      Map.of(
          "PushEvent",
          PUSH,
          "PullRequestEvent",
          PULL_REQUEST,
          "IssuesEvent",
          ISSUE,
          "ReleaseEvent",
          RELEASE);
  private static final Pattern SANE_NAME = Pattern.compile("[A-Za-z]{1,64}");

  private final EventKinds kinds;

  ArchiveMapper(Pseudonyms pseudonyms, Supplier<HotfixRules> rules) {
    this.kinds = new EventKinds(pseudonyms, rules);
  }

  /** The events that a line says; its kind is one of the constants here. */
  Mapping map(String source, byte[] line) {
    try {
      return map(source, StrictJson.object(line));
    } catch (UnusablePayloadException e) {
      return new Mapping.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private Mapping map(String source, Field event) {
    String type = event.at("type").requireText();
    String kind = KINDS.get(type);
    if (kind == null) {
      return new Mapping.Ignored(SANE_NAME.matcher(type).matches() ? type : "unknown");
    }
    Instant happenedAt = event.at("created_at").requireTime();
    Occurrence occurrence =
        new Occurrence(
            source,
            happenedAt,
            happenedAt,
            event.at("payload").requireObject(),
            event.at(event.mentions("repo") ? "repo" : "repository"),
            event.at(event.mentions("actor_attributes") ? "actor_attributes" : "actor"));
    return new Mapping.Mapped(kind, kinds.read(kind, occurrence));
  }
}
