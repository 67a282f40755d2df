package dev.plumbline.standalone.command;

import dev.plumbline.topic.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running instance compute a metric family anew, and waits until its readers see it. */
@Command(
    name = "replay",
    description = {
      "Has a running instance compute a metric family anew from its events, beside the one that is"
          + " shown. Page, exports and views show the old numbers until the new ones are complete,"
          + " and then all at once the new ones.",
      "",
      "A replay goes on by itself, also after a restart, whether or not this command waits."
    },
    footer = {
      "  plumbline replay delivery",
      "  plumbline replay ops-demand --no-wait",
      "  plumbline replay quarantine"
    },
    subcommands = ReplayQuarantineCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  // Not required: a subcommand has none.
  @Parameters(
      arity = "0..1",
      paramLabel = "FAMILY",
      description = "The metric family: delivery or ops-demand.")
  private @Nullable String family;

  @Option(names = "--no-wait", description = "Do not wait until the new numbers are shown.")
  private boolean noWait;

  @Override
  public Integer call() {
    Family chosen = family();
    int generation = start(chosen);
    PrintWriter out = spec.commandLine().getOut();
    if (noWait) {
      out.printf("%s is computed anew as generation %d.%n", chosen.id(), generation);
    } else {
      PrintWriter err = spec.commandLine().getErr();
      new ReplayProgress(instance, err).await(chosen, generation);
      out.printf("%s was computed anew: readers see generation %d.%n", chosen.id(), generation);
    }
    out.flush();
    return 0;
  }

  private Family family() {
    if (family == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FAMILY'");
    }
    return Family.calculated().stream()
        .filter(each -> each.id().equals(family))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), expected()));
  }

  private String expected() {
    return Family.calculated().stream()
        .map(Family::id)
        .collect(Collectors.joining(", ", "Expected a family of ", ", got '" + family + "'."));
  }

  private int start(Family chosen) {
    try (InputStream answer =
        instance.post(
            instance.metrics("/replays"),
            Instance.JSON.createObjectNode().put("family", chosen.id()))) {
      return Instance.JSON.readTree(answer).path("generation").asInt();
    } catch (IOException e) {
      throw CommandFailure.failed("Expected to hear of the replay: " + e.getMessage());
    }
  }
}
