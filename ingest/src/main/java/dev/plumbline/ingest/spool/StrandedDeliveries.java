package dev.plumbline.ingest.spool;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.spool.SpoolException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries that neither the topics of their events nor the quarantine took: one synced file for
 * each, until one of the two does. A delivery that was accepted is never dropped; when there is no
 * room here, the drain waits with it. Thread-safe.
 */
public final class StrandedDeliveries implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(StrandedDeliveries.class);
  private static final String SUFFIX = ".delivery";
  private static final String UNFINISHED = ".unfinished";

  /**
   * One of them.
   *
   * @param name of its file
   * @param reason why the quarantine did not take it
   */
  public record Stranded(String name, Delivery delivery, String reason) {}

  private final Path folder;
  private final long largestBytes;
  private volatile long count;
  private volatile long bytes;

  private StrandedDeliveries(Path folder, long largestBytes) {
    this.folder = folder;
    this.largestBytes = largestBytes;
  }

  /**
   * Opens the folder, which is made if there is none.
   *
   * @param largestBytes most bytes of all files
   * @throws IllegalStateException if it cannot be read
   */
  public static StrandedDeliveries open(Path folder, long largestBytes) {
    StrandedDeliveries stranded = new StrandedDeliveries(folder, largestBytes);
    try {
      make(folder);
      stranded.measure();
      return stranded;
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read the folder " + folder, e);
    }
  }

  private static void make(Path folder) throws IOException {
    boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isPosix) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private void measure() throws IOException {
    List<Path> files = files();
    long size = 0;
    for (Path file : files) {
      size += Files.size(file);
    }
    count = files.size();
    bytes = size;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /**
   * Keeps the delivery; returns when it is on the disk. The same delivery again changes nothing.
   *
   * @throws SpoolException if there is no room for it, or the disk does not take it
   */
  public synchronized void keep(Delivery delivery, String reason) {
    byte[] content = content(DeliveryCodec.encode(delivery), reason);
    Path file = folder.resolve(name(delivery));
    if (Files.exists(file)) {
      return;
    }
    if (bytes + content.length > largestBytes) {
      throw new SpoolException(
          Reason.FULL,
          "Expected at most %d bytes of deliveries in %s".formatted(largestBytes, folder));
    }
    try {
      write(file, content);
      measure();
    } catch (IOException e) {
      throw new SpoolException(
          Reason.NOT_DURABLE, "Expected to write into %s: %s".formatted(folder, e.getMessage()));
    }
  }

  private static byte[] content(byte[] delivery, String reason) {
    byte[] why = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + why.length + delivery.length)
        .putInt(why.length)
        .put(why)
        .put(delivery)
        .array();
  }

  /** Made of all that the delivery is, so that nothing a sender chose names a file. */
  private static String name(Delivery delivery) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(DeliveryCodec.encode(delivery));
      return HexFormat.of().formatHex(digest) + SUFFIX;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    Path unfinished = folder.resolve(file.getFileName() + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** The names of all files, so that one body after the other can be had. */
  public List<String> names() {
    try {
      return files().stream().map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the folder " + folder, e);
    }
  }

  /** The delivery in a file; none if it is gone, or damaged, which is told and changes nothing. */
  public Optional<Stranded> find(String name) {
    try {
      return read(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the folder " + folder, e);
    }
  }

  private static Optional<Stranded> read(Path file) throws IOException {
    try {
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
      byte[] reason = new byte[content.getInt()];
      content.get(reason);
      byte[] delivery = new byte[content.remaining()];
      content.get(delivery);
      return Optional.of(
          new Stranded(
              String.valueOf(file.getFileName()),
              DeliveryCodec.decode(delivery),
              new String(reason, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      // Somebody else brought it on meanwhile.
      return Optional.empty();
    } catch (BufferUnderflowException
        | NegativeArraySizeException
        | UncheckedIOException
        | IllegalStateException e) {
      LOG.error("Expected a whole delivery in {}, it stays as it is: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Takes one out that has found its place. */
  public synchronized void remove(Stranded stranded) {
    try {
      Files.deleteIfExists(folder.resolve(stranded.name()));
      measure();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write into " + folder, e);
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** Bytes of all of them. */
  public long bytes() {
    return bytes;
  }

  @Override
  public String name() {
    return "stranded";
  }

  /** Works with deliveries in it, which an operator has to look at; they hold nothing else up. */
  @Override
  public CheckResult check() {
    long now = count;
    return now == 0
        ? CheckResult.up()
        : CheckResult.up(
            "%d deliveries could not even be quarantined and wait in %s; see plumbline quarantine"
                .formatted(now, folder));
  }

  @Override
  public void close() {}
}
