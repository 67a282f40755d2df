package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.validation.InvalidInputException;

/** A kind of collection that can be asked for over HTTP. */
public interface CollectionKind {

  /** Where it is posted to. */
  String path();

  /** Content-Type of what is posted; none that a form of a web page could send. */
  default MediaType type() {
    return MediaType.JSON;
  }

  /** The most bytes that are read; as set, enough for a request that names what to collect. */
  default long longestBody() {
    return 64 * 1024L;
  }

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
