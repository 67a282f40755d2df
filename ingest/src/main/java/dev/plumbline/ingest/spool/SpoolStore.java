package dev.plumbline.ingest.spool;

import dev.plumbline.ingest.delivery.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The spool's RocksDB.
 *
 * <pre>
 * e + sequence     the delivery
 * s + sequence     its size, its acceptance and its fingerprint: what can be scanned quickly
 * f + fingerprint  sequence of the delivery that is here already
 * c                sequence up to which all was drained, there only after an orderly end
 * </pre>
 *
 * <p>One thread writes; any may read. Closing waits for whoever is inside, for native code does not
 * survive a use after it.
 */
final class SpoolStore implements AutoCloseable {

  static {
    RocksDB.loadLibrary();
  }

  private static final byte ENTRY = 'e';
  private static final byte SUMMARY = 's';
  private static final byte FINGERPRINT = 'f';
  private static final byte[] DRAINED = {'c'};
  private static final int PROBE = 64 * 1024;

  /** What can be said of an entry without its body. */
  record Summary(long sequence, int bytes, long acceptedAt, byte[] fingerprint) {}

  /** An entry to be written. */
  record NewEntry(long sequence, byte[] fingerprint, long acceptedAt, byte[] bytes) {}

  private final Path folder;
  private final LRUCache cache = new LRUCache(4L << 20);
  private final BloomFilter bloom = new BloomFilter();
  private final Options options = options(cache, bloom);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions().setSync(false);
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable RocksDB database;

  private SpoolStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the spool in the folder.
   *
   * @throws IllegalStateException if it cannot be opened, saying what to do
   */
  static SpoolStore open(Path folder) {
    SpoolStore store = new SpoolStore(folder);
    try {
      make(folder);
      store.database = RocksDB.open(store.options, folder.toString());
      return store;
    } catch (RocksDBException e) {
      store.close();
      throw new IllegalStateException(
          ("Expected to open the spool %s: %s. If its disk is well, move the folder away:"
                  + " deliveries in it that Kafka has not acknowledged are lost with it")
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Options options(LRUCache cache, BloomFilter bloom) {
    return new Options()
        .setCreateIfMissing(true)
        .setParanoidChecks(true)
        // A torn tail was never acknowledged. Damage anywhere else must be seen, not skipped.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        // A full disk must not keep a spool from opening.
        .setAvoidFlushDuringRecovery(true)
        .setMaxTotalWalSize(64L << 20)
        .setWriteBufferSize(16L << 20)
        .setMaxWriteBufferNumber(3)
        .setMaxBackgroundJobs(2)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setTableFormatConfig(
            new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(bloom))
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(1L << 20)
        .setKeepLogFileNum(2);
  }

  private static void make(Path folder) {
    try {
      boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (isPosix) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make the spool's folder " + folder, e);
    }
  }

  /**
   * Opens the database anew after an error, which RocksDB takes for the end of all writing. Until
   * the disk takes a probe the old one stays, for it can still be read.
   *
   * @return whether it is open for writing again
   */
  boolean reopen() {
    if (!isDiskWell()) {
      return false;
    }
    lock.writeLock().lock();
    try {
      closeDatabase();
      database = RocksDB.open(options, folder.toString());
      return true;
    } catch (RocksDBException e) {
      return false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean isDiskWell() {
    Path probe = folder.resolveSibling(folder.getFileName() + ".probe");
    try (FileChannel channel =
        FileChannel.open(
            probe,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      ByteBuffer bytes = ByteBuffer.allocate(PROBE);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes all of them durable, or none. */
  void write(List<NewEntry> entries) throws RocksDBException {
    lock.readLock().lock();
    try (WriteBatch batch = new WriteBatch()) {
      for (NewEntry entry : entries) {
        batch.put(key(ENTRY, entry.sequence()), entry.bytes());
        batch.put(key(SUMMARY, entry.sequence()), summary(entry));
        batch.put(key(entry.fingerprint()), number(entry.sequence()));
      }
      open().write(synced, batch);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether a delivery of the fingerprint is here. */
  boolean has(byte[] fingerprint) throws RocksDBException {
    lock.readLock().lock();
    try {
      return open().get(key(fingerprint)) != null;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Entries after the sequence, in order: at least one if there is one, then as many as fit. */
  List<Spooled> read(long after, int most, long mostBytes) throws RocksDBException {
    lock.readLock().lock();
    try (RocksIterator iterator = open().newIterator()) {
      List<Spooled> entries = new ArrayList<>();
      long bytes = 0;
      iterator.seek(key(ENTRY, after + 1));
      while (isAt(iterator, ENTRY) && entries.size() < most && bytes < mostBytes) {
        byte[] value = iterator.value();
        bytes += value.length;
        entries.add(new Spooled(sequence(iterator.key()), decode(value)));
        iterator.next();
      }
      iterator.status();
      return entries;
    } finally {
      lock.readLock().unlock();
    }
  }

  private static Delivery decode(byte[] value) {
    return DeliveryCodec.decode(value);
  }

  /** Summaries after the sequence, in order. */
  List<Summary> summaries(long after, int most) throws RocksDBException {
    lock.readLock().lock();
    try (RocksIterator iterator = open().newIterator()) {
      List<Summary> summaries = new ArrayList<>();
      iterator.seek(key(SUMMARY, after + 1));
      while (isAt(iterator, SUMMARY) && summaries.size() < most) {
        summaries.add(summary(sequence(iterator.key()), iterator.value()));
        iterator.next();
      }
      iterator.status();
      return summaries;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Removes entries, which are the oldest there are. */
  void remove(List<Summary> oldest) throws RocksDBException {
    long last = oldest.get(oldest.size() - 1).sequence();
    lock.readLock().lock();
    try (WriteBatch batch = new WriteBatch()) {
      for (Summary summary : oldest) {
        batch.delete(key(summary.fingerprint()));
      }
      batch.deleteRange(key(ENTRY, 0), key(ENTRY, last + 1));
      batch.deleteRange(key(SUMMARY, 0), key(SUMMARY, last + 1));
      open().write(unsynced, batch);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Gives the room of removed entries back to the disk; takes a while when there were many. */
  void compact(long upTo) throws RocksDBException {
    lock.readLock().lock();
    try {
      open().compactRange(key(ENTRY, 0), key(ENTRY, upTo + 1));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes what an orderly end left, so that an end that is not orderly leaves nothing. */
  long takeDrained() throws RocksDBException {
    lock.readLock().lock();
    try {
      byte[] position = open().get(DRAINED);
      if (position == null) {
        return 0;
      }
      open().delete(synced, DRAINED);
      return ByteBuffer.wrap(position).getLong();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Leaves word of what was drained. */
  void leaveDrained(long sequence) throws RocksDBException {
    lock.readLock().lock();
    try {
      open().put(synced, DRAINED, number(sequence));
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closeDatabase();
      synced.close();
      unsynced.close();
      options.close();
      bloom.close();
      cache.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void closeDatabase() {
    RocksDB open = database;
    database = null;
    if (open != null) {
      open.close();
    }
  }

  private RocksDB open() throws RocksDBException {
    if (database == null) {
      throw new RocksDBException("the spool is not open");
    }
    return database;
  }

  private static boolean isAt(RocksIterator iterator, byte prefix) {
    return iterator.isValid() && iterator.key()[0] == prefix;
  }

  private static byte[] key(byte prefix, long sequence) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(prefix).putLong(sequence).array();
  }

  private static byte[] key(byte[] fingerprint) {
    return ByteBuffer.allocate(1 + fingerprint.length).put(FINGERPRINT).put(fingerprint).array();
  }

  private static long sequence(byte[] key) {
    return ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] summary(NewEntry entry) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + entry.fingerprint().length)
        .putInt(entry.bytes().length)
        .putLong(entry.acceptedAt())
        .put(entry.fingerprint())
        .array();
  }

  private static Summary summary(long sequence, byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    int bytes = buffer.getInt();
    long acceptedAt = buffer.getLong();
    byte[] fingerprint = Arrays.copyOfRange(value, buffer.position(), value.length);
    return new Summary(sequence, bytes, acceptedAt, fingerprint);
  }
}
