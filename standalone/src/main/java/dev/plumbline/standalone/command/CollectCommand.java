package dev.plumbline.standalone.command;

import picocli.CommandLine.Command;

/** Has a running instance collect something. */
@Command(
    name = "collect",
    description =
        "Has a running instance collect a history, or what an organisation says of itself.",
    footer = {
      "  plumbline collect git ../shop --repository acme/shop --service checkout"
          + " --deployments-from-tags 'v\\d+.*'",
      "  plumbline collect organisation organisation.yaml"
    },
    subcommands = {CollectGitCommand.class, CollectOrganisationCommand.class})
public final class CollectCommand {}
