package dev.plumbline.ingest.collection;

import java.util.Locale;

/** What a collection is busy with; each kind of collection has some of them, in this order. */
public enum CollectionPhase {
  /** Bytes of a file that is read once from end to end. */
  BYTES,
  FETCH,
  COMMITS,
  DEPLOYMENTS,
  ORGANISATION;

  /** The phase as shown outside. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
