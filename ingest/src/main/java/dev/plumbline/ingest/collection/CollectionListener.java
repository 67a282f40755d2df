package dev.plumbline.ingest.collection;

/** Follows a collection, and may end it. Called often: must be quick. */
public interface CollectionListener {

  /**
   * So far so good.
   *
   * @param done units of work done in the phase
   * @param total units of work in the phase, 0 while that is not known
   */
  void progressed(CollectionPhase phase, long done, long total);

  /** Whether nobody waits for the result any more. */
  boolean isCancelled();
}
