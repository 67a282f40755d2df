package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running instance read a Git history, and waits until the numbers are there. */
@Command(
    name = "git",
    description = {
      "Has a running instance read a Git history: commits of all branches and tags, and deployments"
          + " from tags.",
      "",
      "Done again, it sends only what is new. Names and e-mail addresses do not leave the collector."
    },
    footer = {
      "  plumbline collect git . --repository acme/shop --service checkout",
      "  plumbline collect git https://github.com/acme/shop --repository acme/shop --service checkout"
          + " --deployments-from-tags 'v\\d+\\.\\d+\\.\\d+' --since 2024-01-01"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CollectGitCommand implements Callable<Integer> {

  /** host:path, as Git takes it for SSH; one letter before the colon would be a drive. */
  private static final Pattern SSH_LOCATION = Pattern.compile("[^/:]{2,}:.*");

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Parameters(paramLabel = "PATH-OR-URL", description = "A repository on this machine, or its URL.")
  private String location;

  @Option(
      names = "--repository",
      required = true,
      paramLabel = "OWNER/NAME",
      description = "The repository's name in all results.")
  private String repository;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "NAME",
      description = "The service that is built from it.")
  private String service;

  @Option(
      names = "--environment",
      defaultValue = "production",
      paramLabel = "NAME",
      description = "Where the tags were deployed to. Default: ${DEFAULT-VALUE}.")
  private String environment;

  @Option(
      names = "--deployments-from-tags",
      paramLabel = "REGEX",
      description = "Tags that match this as a whole are deployments.")
  private @Nullable Pattern deploymentsFromTags;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Leave out what is older, as 2024-01-31. Default: the whole history.")
  private @Nullable LocalDate since;

  @Option(names = "--no-wait", description = "Do not wait until the numbers are computed.")
  private boolean noWait;

  @Override
  public Integer call() {
    JsonNode result = collect();
    if (!noWait) {
      new Settlement(instance, spec.commandLine().getErr()).await();
    }
    print(result);
    return 0;
  }

  private JsonNode collect() {
    return CollectionAnswer.read(
        instance.post(instance.ingest("/collections"), request()), spec.commandLine().getErr());
  }

  private ObjectNode request() {
    ObjectNode request =
        Instance.JSON
            .createObjectNode()
            .put("kind", "git")
            .put("location", absoluteLocation())
            .put("repository", repository)
            .put("service", service)
            .put("environment", environment);
    if (deploymentsFromTags != null) {
      request.put("deploymentsFromTags", deploymentsFromTags.pattern());
    }
    if (since != null) {
      request.put("since", since.toString());
    }
    return request;
  }

  /** The instance runs in another folder, so a path must not be relative. */
  private String absoluteLocation() {
    Path path = Path.of(location);
    if (Files.exists(path)) {
      return path.toAbsolutePath().normalize().toString();
    }
    if (SSH_LOCATION.matcher(location).matches()) {
      return location;
    }
    throw CommandFailure.notPossible(
        "There is no folder " + path.toAbsolutePath().normalize() + ".");
  }

  private void print(JsonNode result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Collected %s of %s: %,d commits (%,d were known), %,d deployments (%,d withdrawn, %,d tags"
            + " skipped).%n",
        service,
        repository,
        result.path("commits").asLong(),
        result.path("knownCommits").asLong(),
        result.path("deployments").asLong(),
        result.path("withdrawn").asLong(),
        result.path("skippedTags").asLong());
    out.printf(
        "Next: ./plumbline export facts changes --service %s --format csv%s%n",
        service, instance.option());
    out.flush();
  }
}
