package dev.plumbline.standalone.command;

import picocli.CommandLine.Command;

/** Writes what a running instance computed. */
@Command(
    name = "export",
    description = "Writes facts and metrics of a running instance as CSV or JSON.",
    footer = {
      "  plumbline export facts changes --service checkout > changes.csv",
      "  plumbline export metrics dora --service checkout --grain month --format json"
    },
    subcommands = {ExportCommand.Facts.class, ExportCommand.Metrics.class})
public final class ExportCommand {

  /** One row per subject. */
  @Command(
      name = "facts",
      description = "Writes facts: one row per subject.",
      footer = "  plumbline export facts changes --service checkout > changes.csv",
      subcommands = {
        ExportChangesCommand.class,
        ExportPullRequestsCommand.class,
        ExportTicketsCommand.class
      })
  static final class Facts {}

  /** One row per scope and period. */
  @Command(
      name = "metrics",
      description = "Writes metrics: one row per scope and period.",
      footer = "  plumbline export metrics dora --service checkout --grain month",
      subcommands = {ExportDoraCommand.class, ExportOpsDemandCommand.class})
  static final class Metrics {}
}
