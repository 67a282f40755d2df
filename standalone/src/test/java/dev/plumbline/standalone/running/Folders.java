package dev.plumbline.standalone.running;

import dev.plumbline.standalone.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and ports that an instance can have. */
public final class Folders {

  private Folders() {}

  /** A new folder; as root, Postgres' unprivileged user has to pass through. */
  public static Path temporary() {
    try {
      return open(Files.createTempDirectory("plumbline-test"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder, passable for everybody. */
  public static Path open(Path folder) {
    try {
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** First of three ports that are free now. */
  public static int freePorts() {
    while (true) {
      int port = FreePort.any();
      if (port < 65_000 && FreePort.isFree(port + 1) && FreePort.isFree(port + 2)) {
        return port;
      }
    }
  }

  public static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
