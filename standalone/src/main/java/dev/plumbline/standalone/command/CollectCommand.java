package dev.plumbline.standalone.command;

import picocli.CommandLine.Command;

/** Has a running instance collect the past of something. */
@Command(
    name = "collect",
    description = "Has a running instance collect a history.",
    footer = {
      "  plumbline collect git ../shop --repository acme/shop --service checkout"
          + " --deployments-from-tags 'v\\d+.*'",
      "  plumbline collect github-events 2015-01-01-0.json.gz"
    },
    subcommands = {CollectGitCommand.class, CollectGithubEventsCommand.class})
public final class CollectCommand {}
