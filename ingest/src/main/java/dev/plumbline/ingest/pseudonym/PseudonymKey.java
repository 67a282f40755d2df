package dev.plumbline.ingest.pseudonym;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;

/**
 * The key file. Whoever has it can test whether a known address stands behind a pseudonym, and
 * whoever loses it can never match old pseudonyms again: it is made once and never replaced.
 */
final class PseudonymKey {

  private static final int LENGTH = 32;

  private final Path folder;
  private final Path file;

  PseudonymKey(Path data) {
    this.folder = data.resolve("secrets");
    this.file = folder.resolve("pseudonym.key");
  }

  /** Reads the key, which is made first if there is none. */
  byte[] read() {
    try {
      if (!Files.exists(file)) {
        create();
      }
      return checked(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or make the key " + file, e);
    }
  }

  private byte[] checked(byte[] key) {
    if (key.length < LENGTH) {
      throw new IllegalStateException(
          "Expected at least %d bytes in %s, got %d. A new key would make strangers of everybody: restore the file"
              .formatted(LENGTH, file, key.length));
    }
    return key;
  }

  private void create() throws IOException {
    Files.createDirectories(folder, permissions(folder, "rwx------"));
    Path unfinished = folder.resolve("pseudonym." + UUID.randomUUID());
    try {
      write(unfinished);
      // Unlike a move, a link never takes the place of a key that another process made meanwhile.
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void write(Path target) throws IOException {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        FileChannel.open(target, options, permissions(target, "rw-------"))) {
      channel.write(ByteBuffer.wrap(key));
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String text) {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
