package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running instance read a file of GitHub's events, and waits until the numbers are there. */
@Command(
    name = "github-events",
    description = {
      "Has a running instance read a file of GitHub's public events, as GH Archive has them: one"
          + " JSON object a line, compressed with gzip or not.",
      "",
      "Pull requests, issues, releases, pushes and their commits are kept, as webhooks would give"
          + " them. Collected again, the same file changes nothing. A line that cannot be used is"
          + " reported by its number and stops nothing."
    },
    footer = {
      "  plumbline collect github-events 2015-01-01-0.json.gz",
      "  plumbline collect github-events events.json --source github-archive"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CollectGithubEventsCommand implements Callable<Integer> {

  private static final int SHOWN_PROBLEMS = 10;

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Parameters(paramLabel = "FILE", description = "The file, on this machine.")
  private Path file;

  @Option(
      names = "--source",
      defaultValue = "github",
      paramLabel = "NAME",
      description = "Source of which the repositories are. Default: ${DEFAULT-VALUE}.")
  private String source;

  @Option(names = "--no-wait", description = "Do not wait until the numbers are computed.")
  private boolean noWait;

  @Override
  public Integer call() {
    ObjectNode request =
        Instance.JSON
            .createObjectNode()
            .put("location", RunningCollection.absoluteFile(file))
            .put("source", source);
    PrintWriter err = spec.commandLine().getErr();
    JsonNode result =
        new RunningCollection(instance, err).run("/collections/github-events", request);
    if (!noWait) {
      new Settlement(instance, err).await();
    }
    print(result);
    warn(result);
    return 0;
  }

  private void print(JsonNode result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Collected %s: events of %,d pull requests, %,d issues, %,d releases, %,d pushes with %,d"
            + " commits (%,d lines of other kinds, %,d unusable).%n",
        file.getFileName(),
        result.path("pullRequests").asLong(),
        result.path("issues").asLong(),
        result.path("releases").asLong(),
        result.path("pushes").asLong(),
        result.path("commits").asLong(),
        result.path("ignored").asLong(),
        result.path("unusable").asLong());
    out.flush();
  }

  private void warn(JsonNode result) {
    long unusable = result.path("unusable").asLong();
    PrintWriter err = spec.commandLine().getErr();
    int shown = 0;
    for (JsonNode problem : result.path("problems")) {
      if (shown < SHOWN_PROBLEMS) {
        err.printf(
            "Line %,d: %s%n", problem.path("line").asLong(), problem.path("reason").asText());
        shown++;
      }
    }
    if (unusable > shown) {
      err.printf("... and %,d more lines that cannot be used.%n", unusable - shown);
    }
    err.flush();
  }
}
