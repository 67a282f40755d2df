package dev.plumbline.standalone;

import dev.plumbline.standalone.command.CollectCommand;
import dev.plumbline.standalone.command.CommandFailure;
import dev.plumbline.standalone.command.ConfigCommand;
import dev.plumbline.standalone.command.DemoCommand;
import dev.plumbline.standalone.command.DoctorCommand;
import dev.plumbline.standalone.command.ExplainCommand;
import dev.plumbline.standalone.command.ExportCommand;
import dev.plumbline.standalone.command.QuarantineCommand;
import dev.plumbline.standalone.command.ReplayCommand;
import dev.plumbline.standalone.command.TopicsCommand;
import dev.plumbline.standalone.command.UpCommand;
import dev.plumbline.standalone.command.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command {@code plumbline}. */
@Command(
    name = "plumbline",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Measures what an internal developer platform changes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline up",
      "  plumbline demo",
      "  plumbline collect git . --repository owner/name --service checkout"
          + " --deployments-from-tags 'v.*'",
      "  plumbline export metrics dora --service checkout --grain month"
    },
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      ConfigCommand.class,
      CollectCommand.class,
      ExportCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      TopicsCommand.class,
      QuarantineCommand.class,
      ReplayCommand.class
    })
public final class Plumbline {

  private Plumbline() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line as {@code main} runs it. */
  public static CommandLine commandLine() {
    return new CommandLine(new Plumbline())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Plumbline::failed);
  }

  /** What was foreseen is one sentence; a stack trace means that something was not. */
  private static int failed(Exception exception, CommandLine command, ParseResult result)
      throws Exception {
    if (exception instanceof CommandFailure failure) {
      command.getErr().println(failure.getMessage());
      return failure.exitCode();
    }
    throw exception;
  }
}
