package dev.plumbline.standalone.command;

import java.util.Collections;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes every ticket with the queue that received it. */
@Command(
    name = "tickets",
    description =
        "Writes every ticket with its queue, its team and its clocks, or the reason why it is not"
            + " counted.",
    footer = {
      "  plumbline export facts tickets > tickets.csv",
      "  plumbline export facts tickets --queue jira:OPS --from 2024-01-01 --to 2024-02-01"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportTicketsCommand implements Callable<Integer> {

  @Mixin private Export export;

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      description = "This queue only: source and name, as jira:OPS or github:acme/infra.")
  private @Nullable String queue;

  @Override
  public Integer call() {
    export.run("/api/v1/facts/tickets", Collections.singletonMap("queue", queue));
    return 0;
  }
}
