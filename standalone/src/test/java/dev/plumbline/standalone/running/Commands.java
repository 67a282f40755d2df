package dev.plumbline.standalone.running;

import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.Plumbline;
import dev.plumbline.standalone.history.TestRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line, on the instance at a port.
 *
 * @param port port of the page
 */
public record Commands(int port) {

  /** Tags that are deployments in all tests. */
  public static final String RELEASES = "v[0-9].*";

  /** Exit code and everything a command printed. */
  public record Outcome(int status, String output) {}

  /** Collects a repository under the service's name, and waits for the numbers. */
  public String collect(TestRepository repository, String service) {
    Outcome outcome = tryToCollect(repository, service);
    if (outcome.status() != 0) {
      throw new AssertionError("Expected to collect, got " + outcome);
    }
    return outcome.output();
  }

  /** Collects; fails without an exception when the instance ends meanwhile. */
  public Outcome tryToCollect(TestRepository repository, String service) {
    return run(
        "collect",
        "git",
        repository.folder().toString(),
        "--repository",
        repositoryOf(service),
        "--service",
        service,
        "--deployments-from-tags",
        RELEASES);
  }

  /** Name under which the service's repository is collected. */
  public static String repositoryOf(String service) {
    return "test/" + service;
  }

  /** Bytes of the export of changes, as text. */
  public String changes(String service) {
    return export("facts", "changes", "--service", service);
  }

  /** Rows of the export of changes, sorted, without the header. */
  public List<String> changeRows(String service) {
    return changes(service).lines().skip(1).sorted().toList();
  }

  /** Bytes of the export of monthly metrics, as text. */
  public String dora(String service) {
    return export("metrics", "dora", "--service", service, "--grain", "month");
  }

  /** Bytes of the export of all pull requests, as text. */
  public String pullRequests() {
    return export("facts", "pull-requests");
  }

  /** Bytes of the export of all tickets, as text. */
  public String tickets() {
    return export("facts", "tickets");
  }

  /** Both exports. */
  public String exports(String service) {
    return changes(service) + dora(service);
  }

  /** Waits until what is on the topics has gone the whole way. */
  public void awaitSettled() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        // A record between two stages is in no lag for a moment.
        .during(Duration.ofMillis(1_200))
        .until(this::isSettled);
  }

  /** Waits until the front door's deliveries are used, and all that follows is settled. */
  public void awaitDeliveriesSettled() {
    await().atMost(Duration.ofSeconds(60)).until(() -> metric("ingest_spool_waiting") == 0);
    awaitSettled();
  }

  /** What the instance measures under the name, over all labels. */
  public double metric(String name) {
    return get(2, "/metrics")
        .body()
        .lines()
        .filter(line -> line.matches("plumbline_" + name + "[{ ].*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private boolean isSettled() {
    return get(2, "/lag").body().contains("\"settled\":true")
        && get(0, "/api/v1/lag").body().contains("\"records\":0");
  }

  /** Answer of the listener that is so many ports above the page. */
  public HttpResponse<String> get(int offset, String path) {
    URI address = URI.create("http://127.0.0.1:" + (port + offset) + path);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs any command with the port of this instance. */
  public Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--port", String.valueOf(port)));
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int status =
        Plumbline.commandLine().setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
    return new Outcome(status, output.toString());
  }

  private String export(String... what) {
    try {
      Path file = Files.createTempFile("export", ".csv");
      try {
        Outcome outcome =
            run(
                Stream.concat(
                        Stream.of("export"),
                        Stream.concat(
                            Stream.of(what),
                            Stream.of("--format", "csv", "--output", file.toString())))
                    .toArray(String[]::new));
        if (outcome.status() != 0) {
          throw new AssertionError("Expected to export, got " + outcome);
        }
        return Files.readString(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
