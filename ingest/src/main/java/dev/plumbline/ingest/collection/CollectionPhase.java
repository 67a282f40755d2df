package dev.plumbline.ingest.collection;

import java.util.Locale;

/** What a collection is busy with; a Git history in this order. */
public enum CollectionPhase {
  FETCH,
  COMMITS,
  DEPLOYMENTS,
  ORGANISATION;

  /** The phase as shown outside. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
