package dev.plumbline.ingest.collection;

/** Brings what an archive of a source's events has onto the topics. Thread-safe. */
public interface ArchiveCollector {

  /**
   * Collects the whole archive; returns when all of it is acknowledged. To collect it again changes
   * nothing.
   *
   * @throws CollectionException with a sentence for the one who asked
   * @throws CollectionCancelledException when the listener said so
   */
  ArchiveResult collect(ArchiveRequest request, CollectionListener listener);
}
