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
 */
public record SourceConfig(String id, SourceKind kind, List<Secret> secrets) {

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  public SourceConfig {
    secrets = List.copyOf(secrets);
    if (!isId(id)) {
      throw new IllegalArgumentException("Expected an id of 1 to 64 of a-z, 0-9 and -, got " + id);
    }
  }

  /** A source whose secrets stand in its file. */
  public static SourceConfig ofFile(String id, SourceKind kind) {
    return new SourceConfig(id, kind, List.of());
  }

  /** Whether the text can name a source. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
