package dev.plumbline.ingest.collection;

/** Brings what a source knows onto the topics. Thread-safe. */
public interface Collector {

  /**
   * Collects what is new; returns when all of it is acknowledged and the cursor stands behind it.
   *
   * @throws CollectionException with a sentence for the one who asked
   * @throws CollectionCancelledException when the listener said so; what was sent is not lost
   */
  CollectionResult collect(CollectionRequest request, CollectionListener listener);
}
