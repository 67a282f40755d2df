package dev.plumbline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of everything an instance keeps, held by one instance at a time. The lock goes with
 * the process, so a killed one leaves none behind.
 */
final class DataDirectory implements AutoCloseable {

  private final Path folder;
  private final FileChannel lock;

  private DataDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, making it if it does not exist.
   *
   * @throws DataDirectoryInUseException if another instance has it
   */
  static DataDirectory take(Path folder) {
    try {
      Files.createDirectories(folder.resolve("logs"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new DataDirectoryInUseException(folder);
      }
      return new DataDirectory(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write to the data folder " + folder, e);
    }
  }

  Path kafka() {
    return folder.resolve("kafka");
  }

  Path registry() {
    return folder.resolve("registry");
  }

  Path registryIds() {
    return folder.resolve("registry-ids.properties");
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  Path postgresSecret() {
    return folder.resolve("secrets").resolve("postgres-password");
  }

  /** Folder of the calculation's local state. */
  Path streams() {
    return folder.resolve("streams");
  }

  /** Where ingest keeps secrets and mirrors, each in a folder of its own. */
  Path ingest() {
    return folder;
  }

  Path log(String part) {
    return folder.resolve("logs").resolve(part + ".log");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to release the data folder " + folder, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
