package dev.plumbline.streams.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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

  /**
   * Up to {@code most} entries whose keys start with the prefix and come behind the position,
   * ascending.
   *
   * @param position key behind which to go on, empty for the start
   */
  default List<Entry> behind(byte[] prefix, byte[] position, int most) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    byte[] start = position.length == 0 ? prefix : Arrays.copyOf(position, position.length + 1);
    List<Entry> entries = new ArrayList<>();
    try (Scan scan = range(start, end)) {
      while (scan.hasNext() && entries.size() < most) {
        entries.add(scan.next());
      }
    }
    return entries;
  }

  /** Whether any key starts with the prefix. */
  default boolean hasAny(byte[] prefix) {
    try (Scan scan = scan(prefix)) {
      return scan.hasNext();
    }
  }

  /** Open iteration; must be closed. */
  interface Scan extends Iterator<Entry>, AutoCloseable {
    @Override
    void close();
  }

  /** A key with its value. */
  record Entry(byte[] key, byte[] value) {}
}
