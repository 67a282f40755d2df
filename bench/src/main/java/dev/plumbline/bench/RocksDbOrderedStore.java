package dev.plumbline.bench;

import dev.plumbline.streams.state.OrderedStore;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** RocksDB without Kafka, with about the memory that a store has in the application. */
final class RocksDbOrderedStore implements OrderedStore, AutoCloseable {

  static {
    RocksDB.loadLibrary();
  }

  private final Options options;
  private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
  private final RocksDB database;

  RocksDbOrderedStore(Path folder) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(new LRUCache(96L << 20))
            .setFilterPolicy(new BloomFilter());
    options =
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(table)
            .setWriteBufferSize(16L << 20)
            .setMaxWriteBufferNumber(3);
    try {
      database = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      throw new IllegalStateException("Expected to open RocksDB in " + folder, e);
    }
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    try {
      return database.get(key);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void put(byte[] key, byte[] value) {
    try {
      database.put(writes, key, value);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void delete(byte[] key) {
    try {
      database.delete(writes, key);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Scan scan(byte[] prefix) {
    return new IteratorScan(database.newIterator(), prefix, prefix, true);
  }

  @Override
  public Scan range(byte[] from, byte[] to) {
    return new IteratorScan(database.newIterator(), from, to, false);
  }

  @Override
  public void close() {
    database.close();
    writes.close();
    options.close();
  }

  private static final class IteratorScan implements Scan {
    private final RocksIterator iterator;
    private final byte[] bound;
    private final boolean isPrefix;

    IteratorScan(RocksIterator iterator, byte[] from, byte[] bound, boolean isPrefix) {
      this.iterator = iterator;
      this.bound = bound;
      this.isPrefix = isPrefix;
      iterator.seek(from);
    }

    @Override
    public boolean hasNext() {
      return iterator.isValid() && isInside(iterator.key());
    }

    private boolean isInside(byte[] key) {
      return isPrefix
          ? key.length >= bound.length
              && Arrays.equals(key, 0, bound.length, bound, 0, bound.length)
          : Arrays.compareUnsigned(key, bound) < 0;
    }

    @Override
    public Entry next() {
      Entry entry = new Entry(iterator.key(), iterator.value());
      iterator.next();
      return entry;
    }

    @Override
    public void close() {
      iterator.close();
    }
  }
}
