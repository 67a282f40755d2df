package dev.plumbline.ingest.source;

import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The file of a source's secrets, one on each line. */
final class SecretFile {

  private static final int LENGTH = 32;
  private static final long LARGEST = 64 * 1024;

  private final Path folder;
  private final Path file;

  SecretFile(Path folder, String name) {
    this.folder = folder;
    this.file = folder.resolve(name);
  }

  Path path() {
    return file;
  }

  /**
   * Reads the secrets.
   *
   * @throws InvalidInputException if they cannot be read or are not as expected
   */
  List<Secret> read() {
    try {
      if (Files.size(file) > LARGEST) {
        throw wrong("expected a file of secrets, got more than " + LARGEST + " bytes");
      }
      return Secrets.parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw wrong("expected a file with the source's secrets, there is none");
    } catch (IOException e) {
      throw wrong("expected a readable text file of secrets, got " + e.getClass().getSimpleName());
    }
  }

  /** Makes the file with one new secret, unless there is one. */
  void makeIfMissing() {
    try {
      if (!Files.exists(file)) {
        make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the secret " + file, e);
    }
  }

  private void make() throws IOException {
    Files.createDirectories(folder, permissions(folder, "rwx------"));
    Path unfinished = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
    try {
      write(unfinished);
      // Unlike a move, a link never takes the place of a file that another process made meanwhile.
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void write(Path target) throws IOException {
    byte[] random = new byte[LENGTH];
    new SecureRandom().nextBytes(random);
    byte[] line = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        FileChannel.open(target, options, permissions(target, "rw-------"))) {
      channel.write(ByteBuffer.wrap(line));
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

  private InvalidInputException wrong(String what) {
    return new InvalidInputException(List.of(file + ": " + what));
  }
}
