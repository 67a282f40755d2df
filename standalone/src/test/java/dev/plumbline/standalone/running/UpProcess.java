package dev.plumbline.standalone.running;

import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.Plumbline;
import dev.plumbline.standalone.process.ProcessMark;
import dev.plumbline.standalone.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code up} in a JVM of its own, on a folder that stays. */
public final class UpProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(40);

  private final Process process;
  private final Path folder;
  private final Path output;
  private final int port;

  private UpProcess(Process process, Path folder, Path output, int port) {
    this.process = process;
    this.folder = folder;
    this.output = output;
    this.port = port;
  }

  /** Starts, and waits until it says that it is ready. */
  public static UpProcess start(Path folder) {
    int port = Folders.freePorts();
    Path output = folder.resolveSibling(folder.getFileName() + ".log");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Plumbline.class.getName(),
                  "up",
                  "--data",
                  folder.toString(),
                  "--port",
                  String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      UpProcess up = new UpProcess(process, folder, output, port);
      up.awaitReady();
      return up;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .failFast(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("Expected it to run, it printed " + output());
              }
            })
        .until(() -> output().contains("Ctrl-C stops it."));
  }

  public Commands commands() {
    return new Commands(port);
  }

  /** What it printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address as it is printed, for instance of Kafka. */
  public String address(String part) {
    Matcher matcher = Pattern.compile(Pattern.quote(part) + " {2,}(\\S+)").matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("Expected an address of " + part + " in " + output());
    }
    return matcher.group(1);
  }

  /** Registry and postmaster. */
  public List<ProcessHandle> children() {
    return Stream.of(registry(), postmaster()).flatMap(Optional::stream).toList();
  }

  /** The postmaster, if it runs. */
  public Optional<ProcessHandle> postmaster() {
    try {
      Path file = folder.resolve("postgres").resolve("data").resolve("postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<ProcessHandle> registry() {
    return ProcessMark.read(folder.resolve("registry").resolve("registry.pid"))
        .flatMap(ProcessMark::running);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    Processes.awaitEnd(process.toHandle(), STOP);
  }

  /**
   * Sends a signal and waits for the end.
   *
   * @return the exit code
   */
  public int stop(String signal) {
    Processes.stop(process.toHandle(), signal, STOP);
    return process.exitValue();
  }

  /** Waits until it ends by itself. */
  public int awaitEnd() {
    if (!Processes.awaitEnd(process.toHandle(), STOP)) {
      throw new AssertionError("Expected it to end, it printed " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop("TERM");
    }
  }
}
