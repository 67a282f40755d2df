package dev.plumbline.standalone.command;

import picocli.CommandLine.Command;

/** The organisation file, without a running instance. */
@Command(
    name = "config",
    description = "Checks the organisation file, or writes a first one. Needs no running instance.",
    footer = {
      "  plumbline config init",
      "  plumbline config init --from-github-organisation acme --token-file github.token",
      "  plumbline config check"
    },
    subcommands = {ConfigCheckCommand.class, ConfigInitCommand.class})
public final class ConfigCommand {}
