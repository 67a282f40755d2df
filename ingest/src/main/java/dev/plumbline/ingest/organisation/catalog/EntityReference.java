package dev.plumbline.ingest.organisation.catalog;

import java.util.Locale;

/**
 * How an entity speaks of another: {@code [kind:][namespace/]name}.
 *
 * @param kind in lower case
 */
public record EntityReference(String kind, String name) {

  /** Reads a reference; the kind is this one if it names none. */
  public static EntityReference of(String text, String defaultKind) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? defaultKind : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    return new EntityReference(
        kind.toLowerCase(Locale.ROOT), rest.substring(rest.lastIndexOf('/') + 1));
  }
}
