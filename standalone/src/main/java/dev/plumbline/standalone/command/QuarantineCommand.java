package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what a running instance accepted and could not use. */
@Command(
    name = "quarantine",
    description = {
      "Lists the deliveries that were accepted and could not be used, with the reason. They stay for"
          + " two weeks.",
      "",
      "\"replay quarantine\" tries them again, for instance after an update."
    },
    footer = {"  plumbline quarantine", "  plumbline quarantine --format json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class QuarantineCommand implements Callable<Integer> {

  /** Forms of the list. */
  enum Format {
    TABLE,
    JSON
  }

  private static final List<String> COLUMNS = List.of("acceptedAt", "source", "id", "reason");
  private static final int SHOWN_OF_ID = 12;

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode quarantine = instance.getJson(instance.ingest("/quarantine"));
    if (format == Format.JSON) {
      out.println(quarantine);
    } else if (quarantine.isEmpty()) {
      out.println("There is nothing in quarantine.");
    } else {
      printTable(out, quarantine);
    }
    out.flush();
    return 0;
  }

  private static void printTable(PrintWriter out, JsonNode quarantine) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ACCEPTED", "SOURCE", "ID", "REASON"));
    quarantine.forEach(
        entry ->
            rows.add(COLUMNS.stream().map(column -> cell(column, entry.path(column))).toList()));
    Table.print(out, rows);
  }

  private static String cell(String column, JsonNode value) {
    String text = value.asText().replaceAll("\\p{Cntrl}", " ");
    return column.equals("id") && text.length() > SHOWN_OF_ID
        ? text.substring(0, SHOWN_OF_ID)
        : text;
  }
}
