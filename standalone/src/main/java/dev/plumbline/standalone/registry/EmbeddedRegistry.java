package dev.plumbline.standalone.registry;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.process.ProcessMark;
import dev.plumbline.standalone.process.Processes;
import dev.plumbline.standalone.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Apicurio Registry as a child process on loopback, speaking Confluent's API, with its H2 file in a
 * folder: schema ids stand in every record, so they must be the same after any restart.
 */
public final class EmbeddedRegistry implements Component {

  private static final String STOP_SIGNAL = "TERM";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ProcessHandle process;
  private final Watchdog watchdog;
  private final Path mark;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  private EmbeddedRegistry(ProcessHandle process, Path mark, String url) {
    this.process = process;
    this.watchdog = Watchdog.over(process, STOP_SIGNAL);
    this.mark = mark;
    this.url = url;
  }

  /**
   * Starts the registry on the data in the folder, after stopping one that a killed run left there.
   *
   * @param distribution folder of the unpacked distribution
   * @param log file its output is added to
   * @throws IllegalStateException if it does not come up
   */
  public static EmbeddedRegistry start(Path folder, Path distribution, Path log) {
    Path mark = folder.resolve("registry.pid");
    ProcessMark.read(mark)
        .flatMap(ProcessMark::running)
        .ifPresent(orphan -> Processes.stop(orphan, STOP_SIGNAL, STOP));
    int port = FreePort.any();
    try {
      Files.createDirectories(folder);
      ProcessHandle process = launch(command(folder, distribution, port), log);
      ProcessMark.of(process).write(mark);
      EmbeddedRegistry registry =
          new EmbeddedRegistry(process, mark, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
      registry.awaitReady(log);
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start the schema registry in " + folder, e);
    }
  }

  /** Address of Confluent's API. */
  public String url() {
    return url;
  }

  /** Number of the child process. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the reason when the registry ends without having been closed. */
  public CompletableFuture<String> failure() {
    return process.onExit().thenApply(ended -> "the schema registry's process ended");
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public CheckResult check() {
    return process.isAlive()
        ? CheckResult.up()
        : CheckResult.down("the schema registry's process ended");
  }

  @Override
  public void close() {
    watchdog.close();
    Processes.stop(process, STOP_SIGNAL, STOP);
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete " + mark, e);
    }
  }

  private static List<String> command(Path folder, Path distribution, int port) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx160m",
        "-Xss512k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.http.access-log.enabled=false",
        "-Dquarkus.management.host=127.0.0.1",
        "-Dquarkus.management.port=" + FreePort.any(),
        // Without a delay of writes: an id that was told must survive a kill right after.
        "-Dapicurio.datasource.url=jdbc:h2:file:"
            + folder.toAbsolutePath().resolve("h2")
            + ";WRITE_DELAY=0",
        "-jar",
        runner(distribution).toString());
  }

  private static Path runner(Path distribution) throws IOException {
    try (Stream<Path> files = Files.list(distribution)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("Expected a -runner.jar in " + distribution));
    }
  }

  private static ProcessHandle launch(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(Processes.shieldedFromTerminal(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start()
        .toHandle();
  }

  private void awaitReady(Path log) {
    Instant deadline = Instant.now().plus(START);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new IllegalStateException(
            "Expected the schema registry to start; its log says:\n" + Processes.tail(log, 15));
      }
      pause();
    }
  }

  private boolean answers() {
    // The strictest rule for subjects that bring none of their own; the default is no rule at all.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/config"))
            .timeout(REQUEST)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the schema registry started", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the schema registry started", e);
    }
  }
}
