package dev.plumbline.streams.state;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A map from bytes to bytes in unsigned order of its keys. Not thread-safe. */
public interface OrderedStore {

  /** The value of the key, null when there is none. */
  byte @Nullable [] get(byte[] key);

  /** Sets the value of the key. */
  void put(byte[] key, byte[] value);

  /** Removes the key, if it is there. */
  void delete(byte[] key);

  /**
   * The entries whose keys start with the prefix, ascending. Writes during the scan are allowed and
   * may or may not be seen.
   */
  Scan scan(byte[] prefix);

  /** The entries from one key (inclusive) to another (exclusive), ascending; as {@link #scan}. */
  Scan range(byte[] from, byte[] to);

  /** Open iteration; must be closed. */
  interface Scan extends Iterator<Entry>, AutoCloseable {
    @Override
    void close();
  }

  /** A key with its value. */
  record Entry(byte[] key, byte[] value) {}
}
