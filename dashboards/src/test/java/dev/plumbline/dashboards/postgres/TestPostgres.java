package dev.plumbline.dashboards.postgres;

import dev.plumbline.dashboards.store.Database;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Postgres server of the tests' own, from the binaries on Central. Postgres refuses to run as
 * root, so for root it runs as nobody, in a folder that belongs to it; the library the binaries
 * come with would ask for a user namespace instead, which many containers refuse.
 */
public final class TestPostgres implements AutoCloseable {

  // Nobody, by number: the name of its group differs between distributions.
  private static final String UNPRIVILEGED = "65534";
  private static final int START_SECONDS = 30;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final String MIGRATED = "migrated";

  private static TestPostgres shared;
  private static boolean isTemplateMade;

  private final Path folder;
  private final int port;
  private Process server;

  private TestPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The server that tests share; it ends with the JVM. */
  public static synchronized TestPostgres shared() {
    if (shared == null) {
      shared = start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** Address of a new database on the shared server that has all tables. */
  public static synchronized String migratedDatabase() {
    TestPostgres postgres = shared();
    if (!isTemplateMade) {
      postgres.execute("create database " + MIGRATED);
      try (Database database = Database.at(postgres.url(MIGRATED))) {
        database.migrate();
      }
      isTemplateMade = true;
    }
    return postgres.newDatabase(MIGRATED);
  }

  /** A server of the caller's own. */
  public static TestPostgres start(String... settings) {
    try {
      Path folder = Files.createTempDirectory("plumbline-postgres");
      unpack(folder);
      own(folder);
      TestPostgres postgres = new TestPostgres(folder, freePort());
      postgres.initialise();
      postgres.startServer(settings);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of a new empty database. */
  public String newDatabase() {
    return newDatabase("template0");
  }

  /** Address of a new database that is a copy of another. */
  public String newDatabase(String template) {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("create database " + name + " template " + template);
    return url(name);
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=x";
  }

  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Starts the server on the data and port it had. */
  public void startServer(String... settings) {
    List<String> command =
        new ArrayList<>(List.of(binary("postgres"), "-D", data(), "-p", String.valueOf(port)));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    Stream.of(settings.length == 0 ? new String[] {"fsync=off"} : settings)
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    server = run(command);
    awaitReady();
  }

  /** Kills the server as a crash does. */
  public void kill() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    awaitEnd();
  }

  /** Stops the server, cutting its connections. */
  public void stop() {
    run(List.of(binary("pg_ctl"), "stop", "-D", data(), "-m", "fast", "-w"));
    awaitEnd();
  }

  @Override
  public void close() {
    if (server.isAlive()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise() {
    finish(
        run(
            List.of(
                binary("initdb"),
                "-D",
                data(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync")));
  }

  private String binary(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Process run(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of(
              "setpriv", "--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED, "--clear-groups", "--"));
    }
    whole.addAll(command);
    try {
      return new ProcessBuilder(whole)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finish(Process process) {
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      server.waitFor(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && server.isAlive()) {
      try (Connection connection = DriverManager.getConnection(url("postgres"))) {
        return;
      } catch (SQLException e) {
        pause();
      }
    }
    try {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void own(Path folder) throws IOException {
    if (isRoot()) {
      try {
        new ProcessBuilder("chown", "-R", UNPRIVILEGED, folder.toString()).start().waitFor();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream packed =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      target.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "Darwin" : name.contains("win") ? "Windows" : "Linux";
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }
}
