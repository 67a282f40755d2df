package dev.plumbline.ingest.http;

import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.validation.InvalidInputException;

/** A kind of collection that can be asked for over HTTP. */
public interface CollectionKind {

  /** Where it is posted to. */
  String path();

  /**
   * Reads what is asked for.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  Requested read(byte[] body);

  /** One collection that is asked for. */
  interface Requested {

    /** What it is of; only one collection of the same runs at a time. */
    String subject();

    /** Collects, and returns what is to be told of it as JSON. */
    Object collect(CollectionListener listener);
  }
}
