package dev.plumbline.ingest.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * GitHub's published examples of webhooks, of github.com and of every server version that they
 * cover. They are fetched by the test run, once for a build folder.
 */
public final class OctokitExamples {

  private static final String PACKAGE = "@octokit/webhooks-examples";
  private static final String VERSION = "7.6.1";
  private static final long PATIENCE_SECONDS = 180;
  private static final JsonMapper JSON = new JsonMapper();

  private OctokitExamples() {}

  /**
   * One delivery.
   *
   * @param host api.github.com, or ghes- and a version
   * @param event value of the header X-GitHub-Event
   * @param number its place among the examples of that event, from 0
   * @param body what is signed and posted
   */
  public record Example(String host, String event, int number, byte[] body) {

    @Override
    public String toString() {
      return "%s %s %d".formatted(host, event, number);
    }
  }

  /**
   * All examples. The test is skipped, with a message, if there is no npm or its registry does not
   * answer.
   *
   * @param target the build folder, for what is fetched
   */
  public static List<Example> fetch(Path target) {
    Path folder = target.resolve("octokit-examples-" + VERSION).toAbsolutePath();
    Path fetched = folder.resolve("node_modules").resolve(PACKAGE);
    try {
      if (!Files.exists(fetched.resolve("package.json"))) {
        install(Files.createDirectories(folder));
      }
      return read(fetched);
    } catch (IOException e) {
      return Assumptions.abort("Skipped: GitHub's examples cannot be had: " + e.getMessage());
    }
  }

  private static void install(Path folder) throws IOException {
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--prefix",
                folder.toString(),
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-save",
                PACKAGE + "@" + VERSION)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!ended(npm) || npm.exitValue() != 0) {
      Assumptions.abort("Skipped: npm does not give %s; see %s".formatted(PACKAGE, log));
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  private static List<Example> read(Path fetched) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (Stream<Path> hosts = Files.list(fetched)) {
      for (Path host : hosts.filter(Files::isDirectory).sorted().toList()) {
        if (Files.exists(host.resolve("index.json"))) {
          addOf(host, examples);
        }
      }
    }
    return examples;
  }

  private static void addOf(Path host, List<Example> examples) throws IOException {
    for (JsonNode event : JSON.readTree(Files.readAllBytes(host.resolve("index.json")))) {
      JsonNode bodies = event.get("examples");
      for (int number = 0; number < bodies.size(); number++) {
        examples.add(
            new Example(
                host.getFileName().toString(),
                event.get("name").textValue(),
                number,
                JSON.writeValueAsBytes(bodies.get(number))));
      }
    }
  }
}
