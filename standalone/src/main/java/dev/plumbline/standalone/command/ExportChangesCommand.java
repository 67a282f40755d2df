package dev.plumbline.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes every commit with its first deployment. */
@Command(
    name = "changes",
    description =
        "Writes every commit of a service with its first deployment, its lead time or the reason"
            + " why it has none.",
    footer = {
      "  plumbline export facts changes --service checkout > changes.csv",
      "  plumbline export facts changes --service checkout --from 2024-01-01 --to 2024-04-01"
          + " --format json --output changes.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportChangesCommand implements Callable<Integer> {

  @Mixin private ServiceOptions service;
  @Mixin private Export export;

  @Override
  public Integer call() {
    export.run("/api/v1/facts/changes", service.filters());
    return 0;
  }
}
