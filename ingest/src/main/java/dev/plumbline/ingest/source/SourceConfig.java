package dev.plumbline.ingest.source;

import dev.plumbline.ingest.signature.Secret;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A source instance as it is configured.
 *
 * @param id names it in the path of its webhook: 1 to 64 of a-z, 0-9 and "-"
 * @param kind what it is
 * @param secrets given with the configuration; none if they stand in its file
 * @param services what it may speak of; only a source with a token is held to it
 */
public record SourceConfig(
    String id, SourceKind kind, List<Secret> secrets, ServiceScope services) {

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  public SourceConfig {
    secrets = List.copyOf(secrets);
    if (!isId(id)) {
      throw new IllegalArgumentException("Expected an id of 1 to 64 of a-z, 0-9 and -, got " + id);
    }
  }

  /** A source that may speak of all services. */
  public SourceConfig(String id, SourceKind kind, List<Secret> secrets) {
    this(id, kind, secrets, ServiceScope.ALL);
  }

  /** A source whose secrets stand in its file, and which may speak of all services. */
  public static SourceConfig ofFile(String id, SourceKind kind) {
    return ofFile(id, kind, ServiceScope.ALL);
  }

  /** A source whose secrets stand in its file. */
  public static SourceConfig ofFile(String id, SourceKind kind, ServiceScope services) {
    return new SourceConfig(id, kind, List.of(), services);
  }

  /** Whether the text can name a source. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
