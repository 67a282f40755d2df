package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a running instance try again what it could not use. */
@Command(
    name = "quarantine",
    description = {
      "Tries again every delivery in quarantine. What can be used now is used and leaves it.",
      "",
      "Doing so twice changes nothing."
    },
    footer = "  plumbline replay quarantine")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ReplayQuarantineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Override
  public Integer call() {
    JsonNode outcome = replay();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d used now, %,d of no use, %,d still in quarantine.%n",
        outcome.path("mapped").asLong(),
        outcome.path("ignored").asLong(),
        outcome.path("remaining").asLong());
    out.flush();
    return 0;
  }

  private JsonNode replay() {
    try (InputStream answer =
        instance.post(instance.ingest("/quarantine/replay"), Instance.JSON.createObjectNode())) {
      return Instance.JSON.readTree(answer);
    } catch (IOException e) {
      throw CommandFailure.failed("Expected the outcome of the replay: " + e.getMessage());
    }
  }
}
