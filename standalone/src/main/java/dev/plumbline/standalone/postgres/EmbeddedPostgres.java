package dev.plumbline.standalone.postgres;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.process.ProcessMark;
import dev.plumbline.standalone.process.Processes;
import dev.plumbline.standalone.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Postgres as a child process on loopback, its programs and data in a folder. It syncs what it
 * commits, as a real one does: the offsets of the sink stand in the same transactions.
 */
public final class EmbeddedPostgres implements Component {

  private static final String USER = "plumbline";
  private static final String DATABASE = "plumbline";

  /** Ends sessions; TERM would wait for the last client to leave. */
  private static final String STOP_SIGNAL = "INT";

  private static final Duration STOP = Duration.ofSeconds(10);

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=40",
          "shared_buffers=64MB",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=256MB",
          "timezone=UTC",
          "log_timezone=UTC");

  private final int port;
  private final String password;
  private final ProcessHandle process;
  private final Watchdog watchdog;

  private EmbeddedPostgres(int port, String password, ProcessHandle process) {
    this.port = port;
    this.password = password;
    this.process = process;
    this.watchdog = Watchdog.over(process, STOP_SIGNAL);
  }

  /**
   * Starts Postgres on the data in the folder, after stopping one that a killed run left there.
   *
   * @param folder programs and data; as root it is given to an unprivileged user
   * @param secret file of the owner's password, made if missing
   * @param log file its output is added to
   * @throws IllegalStateException if it does not come up
   */
  public static EmbeddedPostgres start(Path folder, Path secret, Path log) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
      stopOrphan(home);
      PostgresPrograms.unpack(home.resolve("programs"));
      Account account = Account.forFolder(home, program(home, "initdb"));
      String password = Secret.in(secret);
      if (!Files.exists(data(home).resolve("PG_VERSION"))) {
        initialize(account, home, password, log);
      }
      int port = FreePort.any();
      launch(account, home, port, log);
      ProcessHandle process =
          postmaster(home)
              .flatMap(ProcessMark::running)
              .orElseThrow(() -> new IllegalStateException("Expected Postgres to run"));
      EmbeddedPostgres postgres = new EmbeddedPostgres(port, password, process);
      postgres.createDatabase();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start Postgres in " + home, e);
    }
  }

  /** Address for JDBC, with the owner's name and password: not for logs. */
  public String url() {
    return url(DATABASE);
  }

  /** Number of the postmaster. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the reason when Postgres ends without having been closed. */
  public CompletableFuture<String> failure() {
    return process.onExit().thenApply(ended -> "Postgres' process ended");
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public CheckResult check() {
    return process.isAlive() ? CheckResult.up() : CheckResult.down("Postgres' process ended");
  }

  @Override
  public void close() {
    watchdog.close();
    Processes.stop(process, STOP_SIGNAL, STOP);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/"
        + database
        + "?user="
        + USER
        + "&password="
        + password;
  }

  private static void stopOrphan(Path home) throws IOException {
    Path file = data(home).resolve("postmaster.pid");
    postmaster(home)
        .flatMap(ProcessMark::running)
        .ifPresent(orphan -> Processes.stop(orphan, STOP_SIGNAL, STOP));
    // One that speaks of nobody would still stop the start if its number is taken by a stranger.
    Files.deleteIfExists(file);
  }

  /** Postgres keeps a mark of itself: its number on the first line, its start on the third. */
  private static Optional<ProcessMark> postmaster(Path home) throws IOException {
    Path file = data(home).resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessMark(
            Long.parseLong(lines.get(0).strip()),
            Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
  }

  private static void initialize(Account account, Path home, String password, Path log)
      throws IOException {
    // Under another name until it is complete: initdb that was killed leaves half a cluster.
    Path draft = home.resolve("data.new");
    deleteAll(draft);
    Path passwordFile = home.resolve("initial-password");
    Secret.write(passwordFile, password);
    try {
      account.takeOver(home);
      int status =
          run(
              account,
              home,
              List.of(
                  program(home, "initdb").toString(),
                  "-D",
                  draft.toString(),
                  "-U",
                  USER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--no-instructions"),
              log);
      if (status != 0) {
        throw failed(log);
      }
      Files.move(draft, data(home), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.delete(passwordFile);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void launch(Account account, Path home, int port, Path log) throws IOException {
    StringBuilder options = new StringBuilder("-p " + port);
    SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
    int status =
        run(
            account,
            home,
            List.of(
                program(home, "pg_ctl").toString(),
                "start",
                "-w",
                "-s",
                "-D",
                data(home).toString(),
                "-o",
                options.toString()),
            log);
    if (status != 0) {
      throw failed(log);
    }
  }

  private void createDatabase() throws IOException {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("Expected Postgres to take its owner's password", e);
    }
  }

  private static IllegalStateException failed(Path log) {
    return new IllegalStateException(
        "Expected Postgres to start (or use --postgres URL); its log says:\n"
            + Processes.tail(log, 10));
  }

  private static int run(Account account, Path home, List<String> command, Path output)
      throws IOException {
    Process process =
        new ProcessBuilder(Processes.shieldedFromTerminal(account.command(command)))
            // A folder that the other user can enter.
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (Watchdog watchdog = Watchdog.over(process.toHandle(), "TERM")) {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Postgres started or stopped", e);
    }
  }

  private static Path data(Path home) {
    return home.resolve("data");
  }

  private static Path program(Path home, String name) {
    return home.resolve("programs").resolve("bin").resolve(name);
  }
}
