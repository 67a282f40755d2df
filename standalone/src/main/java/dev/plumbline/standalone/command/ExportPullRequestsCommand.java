package dev.plumbline.standalone.command;

import java.util.Collections;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes every pull request. */
@Command(
    name = "pull-requests",
    description = "Writes every pull request with its clocks: opened, ready, reviewed, merged.",
    footer = {
      "  plumbline export facts pull-requests > pull-requests.csv",
      "  plumbline export facts pull-requests --repository acme/shop --from 2024-01-01"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportPullRequestsCommand implements Callable<Integer> {

  @Mixin private Export export;

  @Option(names = "--repository", paramLabel = "NAME", description = "This repository only.")
  private @Nullable String repository;

  @Override
  public Integer call() {
    export.run("/api/v1/facts/pull-requests", Collections.singletonMap("repository", repository));
    return 0;
  }
}
