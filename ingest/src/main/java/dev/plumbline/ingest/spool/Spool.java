package dev.plumbline.ingest.spool;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.spool.SpoolException.Reason;
import dev.plumbline.ingest.spool.SpoolStore.NewEntry;
import dev.plumbline.ingest.spool.SpoolStore.Summary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries that were accepted, in the order of acceptance, until Kafka has had them for a while.
 * Many append, one reads and drains.
 *
 * <p>After an orderly end the reader goes on where it was. After any other end it starts with the
 * oldest entry: the machine may have lost power, and a broker with it what it had acknowledged.
 */
public final class Spool implements Component {

  /** Outcome of an append that is durable. */
  public enum Stored {
    NEW,
    /** The same is in the spool already. */
    DUPLICATE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int WAITING = 4_096;
  private static final int LARGEST_BATCH = 512;
  private static final long LARGEST_BATCH_BYTES = 32L << 20;
  private static final long PAUSE_MILLIS = 500;
  private static final int REMOVED_AT_ONCE = 10_000;
  private static final long COMPACTED_AFTER = 64L << 20;

  private record Waiting(Delivery delivery, byte[] fingerprint, CompletableFuture<Stored> stored) {}

  private record Drained(long sequence, Instant at) {}

  private final SpoolConfig config;
  private final Clock clock;
  private final SpoolStore store;
  private final FileStore disk;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final Thread writer = new Thread(this::writeUntilClosed, "spool-writer");
  private final Object written = new Object();
  private final Deque<Drained> drained = new ArrayDeque<>();

  private volatile long last;
  private volatile long drainedUpTo;
  private volatile boolean isClosing;
  private volatile boolean hasRoomOnDisk = true;
  private volatile String failure = "";
  private long removedUpTo;
  private long removedBytes;

  private Spool(SpoolConfig config, Clock clock, SpoolStore store, FileStore disk) {
    this.config = config;
    this.clock = clock;
    this.store = store;
    this.disk = disk;
  }

  /**
   * Opens the spool and starts its writer.
   *
   * @throws IllegalStateException if what is in the folder cannot be opened
   */
  public static Spool open(SpoolConfig config, Clock clock) {
    SpoolStore store = SpoolStore.open(config.folder());
    try {
      Spool spool = new Spool(config, clock, store, Files.getFileStore(config.folder()));
      spool.recover();
      spool.writer.start();
      return spool;
    } catch (RocksDBException | IOException e) {
      store.close();
      throw new IllegalStateException("Expected to read the spool " + config.folder(), e);
    }
  }

  private void recover() throws RocksDBException {
    drainedUpTo = store.takeDrained();
    last = drainedUpTo;
    List<Summary> summaries = store.summaries(0, REMOVED_AT_ONCE);
    removedUpTo = summaries.isEmpty() ? last : summaries.get(0).sequence() - 1;
    while (!summaries.isEmpty()) {
      summaries.forEach(summary -> bytes.addAndGet(summary.bytes()));
      last = Math.max(last, summaries.get(summaries.size() - 1).sequence());
      summaries = store.summaries(last, REMOVED_AT_ONCE);
    }
    drainedUpTo = Math.max(drainedUpTo, removedUpTo);
    drained.add(new Drained(drainedUpTo, clock.instant()));
    measureDisk();
  }

  /**
   * Makes the delivery durable.
   *
   * @param fingerprint of everything that makes it the same as another; 32 bytes
   * @return completes when it is on the disk, or with a {@link SpoolException} if it is not
   */
  public CompletableFuture<Stored> append(Delivery delivery, byte[] fingerprint) {
    if (isClosing) {
      return rejected(Reason.CLOSING, "The service ends");
    }
    if (!failure.isEmpty()) {
      return rejected(Reason.NOT_DURABLE, failure);
    }
    if (!hasRoomOnDisk || bytes.get() + delivery.body().length > config.largestBytes()) {
      return rejected(Reason.FULL, "The spool is full");
    }
    CompletableFuture<Stored> stored = new CompletableFuture<>();
    if (!waiting.offer(new Waiting(delivery, fingerprint, stored))) {
      return rejected(Reason.BUSY, "Too many deliveries wait for the disk");
    }
    return stored;
  }

  private CompletableFuture<Stored> rejected(Reason reason, String message) {
    rejected.incrementAndGet();
    return CompletableFuture.failedFuture(new SpoolException(reason, message));
  }

  /** The sequence before the first entry that is to be drained. */
  public long drainedUpTo() {
    return drainedUpTo;
  }

  /**
   * Entries after the sequence, waiting a while for the first.
   *
   * @param most entries at once
   * @param mostBytes after which no further entry is added
   * @return none if none came, or if the disk does not answer now
   */
  public List<Spooled> read(long after, int most, long mostBytes, Duration patience)
      throws InterruptedException {
    awaitBeyond(after, patience);
    try {
      return last > after ? store.read(after, most, mostBytes) : List.of();
    } catch (RocksDBException e) {
      fail(e);
      return List.of();
    }
  }

  private void awaitBeyond(long after, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (written) {
      long left = patience.toMillis();
      while (last <= after && left > 0) {
        written.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
  }

  /** Notes that Kafka has everything up to the sequence. Called by the reader. */
  public void drained(long upTo) {
    drainedUpTo = upTo;
    Instant now = clock.instant();
    Drained newest = drained.peekLast();
    // One note for every second is enough.
    if (newest != null && newest.at().getEpochSecond() == now.getEpochSecond()) {
      drained.pollLast();
    }
    drained.addLast(new Drained(upTo, now));
  }

  /** Removes what was drained long enough ago. Called by the reader. */
  public void removeOld() {
    Instant before = clock.instant().minus(config.keep());
    long upTo = removedUpTo;
    while (!drained.isEmpty() && !drained.getFirst().at().isAfter(before)) {
      upTo = drained.removeFirst().sequence();
    }
    try {
      removeUpTo(upTo);
    } catch (RocksDBException e) {
      drained.addFirst(new Drained(upTo, before));
      fail(e);
    }
  }

  private void removeUpTo(long upTo) throws RocksDBException {
    while (removedUpTo < upTo) {
      long end = upTo;
      List<Summary> old =
          store.summaries(removedUpTo, REMOVED_AT_ONCE).stream()
              .filter(summary -> summary.sequence() <= end)
              .toList();
      if (old.isEmpty()) {
        removedUpTo = upTo;
        return;
      }
      store.remove(old);
      long size = old.stream().mapToLong(Summary::bytes).sum();
      bytes.addAndGet(-size);
      removedBytes += size;
      removedUpTo = old.get(old.size() - 1).sequence();
    }
    if (removedBytes >= COMPACTED_AFTER) {
      removedBytes = 0;
      store.compact(removedUpTo);
    }
  }

  /** Bytes of all entries. */
  public long bytes() {
    return bytes.get();
  }

  /** Deliveries that could not be taken in since the start. */
  public long rejected() {
    return rejected.get();
  }

  /** Entries that Kafka does not have yet. */
  public long waiting() {
    return last - drainedUpTo;
  }

  /** Age of the oldest entry that Kafka does not have yet; zero if it has all. */
  public Duration oldest() {
    try {
      List<Summary> oldest = store.summaries(drainedUpTo, 1);
      return oldest.isEmpty()
          ? Duration.ZERO
          : Duration.between(Instant.ofEpochMilli(oldest.get(0).acceptedAt()), clock.instant());
    } catch (RocksDBException e) {
      return Duration.ZERO;
    }
  }

  @Override
  public String name() {
    return "spool";
  }

  @Override
  public CheckResult check() {
    if (!failure.isEmpty()) {
      return CheckResult.down(failure);
    }
    if (!hasRoomOnDisk) {
      return CheckResult.down(
          "Expected %d %% of the disk of %s to be free"
              .formatted(config.freePercent(), config.folder()));
    }
    return bytes.get() < config.largestBytes()
        ? CheckResult.up()
        : CheckResult.down("Expected at most %d bytes".formatted(config.largestBytes()));
  }

  /** Writes what waits, refuses what comes, and leaves word of what was drained. */
  @Override
  public void close() {
    isClosing = true;
    try {
      writer.join();
      store.leaveDrained(drainedUpTo);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RocksDBException e) {
      LOG.warn("The spool could not be left in order; deliveries may be sent again: {}", e);
    }
    store.close();
  }

  private void writeUntilClosed() {
    long measured = System.nanoTime();
    while (!isClosing || !waiting.isEmpty()) {
      List<Waiting> batch = nextBatch();
      if (!batch.isEmpty()) {
        write(batch);
      }
      if (System.nanoTime() - measured > TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
        measureDisk();
        reopenIfFailed();
        measured = System.nanoTime();
      }
    }
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    try {
      Waiting next = waiting.poll(isClosing ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      long size = 0;
      while (next != null) {
        batch.add(next);
        size += next.delivery().body().length;
        boolean isFull = batch.size() >= LARGEST_BATCH || size >= LARGEST_BATCH_BYTES;
        next = isFull ? null : waiting.poll();
      }
    } catch (InterruptedException e) {
      // Nobody but the end of the process interrupts; what waits is answered first.
      isClosing = true;
    }
    return batch;
  }

  private void write(List<Waiting> batch) {
    List<CompletableFuture<Stored>> added = new ArrayList<>();
    List<CompletableFuture<Stored>> known = new ArrayList<>();
    try {
      List<NewEntry> entries = new ArrayList<>();
      Set<ByteBuffer> fingerprints = new HashSet<>();
      for (Waiting one : batch) {
        boolean isKnown =
            !fingerprints.add(ByteBuffer.wrap(one.fingerprint())) || store.has(one.fingerprint());
        (isKnown ? known : added).add(one.stored());
        if (!isKnown) {
          entries.add(entry(last + 1 + entries.size(), one));
        }
      }
      if (!entries.isEmpty()) {
        store.write(entries);
        tellReader(entries);
      }
      added.forEach(stored -> stored.complete(Stored.NEW));
      known.forEach(stored -> stored.complete(Stored.DUPLICATE));
    } catch (RocksDBException | RuntimeException e) {
      fail(e);
      batch.forEach(
          one ->
              one.stored().completeExceptionally(new SpoolException(Reason.NOT_DURABLE, failure)));
      rejected.addAndGet(batch.size());
    }
  }

  private static NewEntry entry(long sequence, Waiting waiting) {
    return new NewEntry(
        sequence,
        waiting.fingerprint(),
        waiting.delivery().acceptedAt().toEpochMilli(),
        DeliveryCodec.encode(waiting.delivery()));
  }

  private void tellReader(List<NewEntry> entries) {
    bytes.addAndGet(entries.stream().mapToLong(entry -> entry.bytes().length).sum());
    synchronized (written) {
      last = entries.get(entries.size() - 1).sequence();
      written.notifyAll();
    }
  }

  private void measureDisk() {
    try {
      long wanted =
          Math.min(disk.getTotalSpace() / 100 * config.freePercent(), SpoolConfig.MOST_FREE);
      boolean hasRoom = disk.getUsableSpace() >= wanted;
      if (hasRoom != hasRoomOnDisk) {
        LOG.warn(
            hasRoom
                ? "The disk of {} has room again"
                : "The disk of {} is nearly full: deliveries are refused",
            config.folder());
      }
      hasRoomOnDisk = hasRoom;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(Exception cause) {
    String sentence = "The disk of the spool does not work: " + cause.getMessage();
    if (failure.isEmpty()) {
      LOG.error("{}", sentence);
    }
    failure = sentence;
  }

  private void reopenIfFailed() {
    if (!failure.isEmpty() && !isClosing && store.reopen()) {
      try {
        // What was written when the error came may be there after all.
        List<Summary> more = store.summaries(last, LARGEST_BATCH);
        if (!more.isEmpty()) {
          bytes.addAndGet(more.stream().mapToLong(Summary::bytes).sum());
          last = more.get(more.size() - 1).sequence();
        }
        failure = "";
        LOG.warn("The spool works again");
      } catch (RocksDBException e) {
        fail(e);
      }
    }
  }
}
