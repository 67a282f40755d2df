package dev.plumbline.ingest.collection;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The collection failed; the message is a sentence for the one who asked, without secrets. */
public final class CollectionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public CollectionException(String message) {
    super(message);
  }

  public CollectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
