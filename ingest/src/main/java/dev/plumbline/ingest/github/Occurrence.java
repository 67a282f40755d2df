package dev.plumbline.ingest.github;

import dev.plumbline.event.RepositoryKey;
import dev.plumbline.ingest.payload.Field;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event with what surrounds it, the same for webhooks and archives.
 *
 * @param source source instance
 * @param acceptedAt for events that have no clock at all
 * @param happenedAt the event's own clock, which webhooks do not have
 * @param body the payload
 * @param repository where it happened, absent for events of an organisation
 * @param sender whose account did it
 */
record Occurrence(
    String source,
    Instant acceptedAt,
    @Nullable Instant happenedAt,
    Field body,
    Field repository,
    Field sender) {

  private static final Pattern FULL_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+");

  /** A delivered webhook. */
  static Occurrence delivered(String source, Instant acceptedAt, Field body) {
    return new Occurrence(source, acceptedAt, null, body, body.at("repository"), body.at("sender"));
  }

  /** What was done, null if the kind of event knows only one thing to do. */
  @Nullable String action() {
    return body.at("action").word();
  }

  /** Whether that was done. */
  boolean isAction(String action) {
    return action.equals(action());
  }

  /** The repository as owner/name. */
  String repositoryName() {
    return fullName(repository);
  }

  /** The name of a repository as owner/name. */
  static String fullName(Field repository) {
    repository.requireObject();
    // Archives have the full name in the field of the short one.
    Field field = repository.at(repository.mentions("full_name") ? "full_name" : "name");
    String name = field.requireText();
    if (!FULL_NAME.matcher(name).matches()) {
      throw field.unexpected("owner/name");
    }
    return name;
  }

  /** The owner's part of the repository's name. */
  String owner() {
    String name = repositoryName();
    return name.substring(0, name.indexOf('/'));
  }

  RepositoryKey key() {
    return new RepositoryKey(source, repositoryName());
  }

  /** The default branch, null if it is not said. */
  @Nullable String defaultBranch() {
    String branch = repository.at("default_branch").text();
    return branch == null ? repository.at("master_branch").text() : branch;
  }

  /** Whether it is the default branch, null if nothing says which that is. */
  @Nullable Boolean isDefaultBranch(@Nullable String branch) {
    String defaultBranch = defaultBranch();
    return branch == null || defaultBranch == null
        ? null
        : (Boolean) Objects.equals(branch, defaultBranch);
  }

  /**
   * The version of an observation, in milliseconds.
   *
   * @param clock the subject's clock of change; where an archive has dropped it, the event's own
   *     stands in
   */
  long version(Field clock) {
    Instant changed = clock.time();
    if (changed == null) {
      changed = happenedAt;
    }
    return changed == null ? clock.requireTime().toEpochMilli() : changed.toEpochMilli();
  }
}
