package dev.plumbline.standalone.command;

import picocli.CommandLine.Command;

/** Has a running instance go over something again. */
@Command(
    name = "replay",
    description = "Has a running instance go over something again.",
    footer = "  plumbline replay quarantine",
    subcommands = ReplayQuarantineCommand.class)
public final class ReplayCommand {}
