package dev.plumbline.streams.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An ordered store without Kafka, for tests of the calculations alone. */
public final class InMemoryOrderedStore implements OrderedStore {

  private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  public int size() {
    return entries.size();
  }

  public Collection<byte[]> values() {
    return entries.values();
  }

  @Override
  public byte[] get(byte[] key) {
    return entries.get(key);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    entries.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    entries.remove(key);
  }

  @Override
  public Scan scan(byte[] prefix) {
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<byte[], byte[]> entry : entries.tailMap(prefix, true).entrySet()) {
      boolean matches =
          entry.getKey().length >= prefix.length
              && Arrays.equals(entry.getKey(), 0, prefix.length, prefix, 0, prefix.length);
      if (!matches) {
        break;
      }
      found.add(new Entry(entry.getKey(), entry.getValue()));
    }
    return scanOf(found);
  }

  @Override
  public Scan range(byte[] from, byte[] to) {
    List<Entry> found = new ArrayList<>();
    entries.subMap(from, true, to, false).forEach((key, value) -> found.add(new Entry(key, value)));
    return scanOf(found);
  }

  private static Scan scanOf(List<Entry> entries) {
    Iterator<Entry> iterator = entries.iterator();
    return new Scan() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Entry next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
