package dev.plumbline.standalone.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Postgres' programs for this machine, unpacked from the archive on the class path. */
final class PostgresPrograms {

  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

  private PostgresPrograms() {}

  /** Unpacks into the folder, unless a whole archive of the same size was unpacked there before. */
  static void unpack(Path folder) {
    String archive = archive();
    try (InputStream resource = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
      if (resource == null) {
        throw new IllegalStateException(
            "There is no embedded Postgres for this machine (" + archive + "); use --postgres URL");
      }
      byte[] bytes = resource.readAllBytes();
      Path marker = folder.resolve("unpacked");
      String content = archive + " " + bytes.length + "\n";
      if (Files.exists(marker) && Files.readString(marker).equals(content)) {
        return;
      }
      unpack(bytes, folder);
      Files.writeString(marker, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to unpack Postgres into " + folder, e);
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "postgres-"
        + (system.startsWith("mac") ? "darwin" : system)
        + "-"
        + ARCHITECTURES.getOrDefault(machine, machine)
        + ".txz";
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder.normalize())) {
      throw new IOException("Expected an entry below the folder, got " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
