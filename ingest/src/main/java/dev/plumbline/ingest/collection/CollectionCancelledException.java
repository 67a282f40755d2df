package dev.plumbline.ingest.collection;

import java.io.Serial;

/** The collection ended early because its listener asked for that. */
public final class CollectionCancelledException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public CollectionCancelledException() {
    super("The collection was cancelled");
  }
}
