package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.standalone.command.ConfigFile.Sentence;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with an organisation file. */
@Command(
    name = "check",
    description = {
      "Checks an organisation file with the catalogs that it names: prints all errors with their"
          + " lines, and notes of what may be a mistake.",
      "",
      "Exit code 0 if it is valid, 1 if not, 2 if there is none."
    },
    footer = {
      "  plumbline config check",
      "  plumbline config check acme.yaml --catalog 'catalog/**/*.yaml'",
      "  plumbline config check --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ConfigCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CatalogOptions catalogs;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = ConfigFile.NAME,
      description = "The organisation file. Default: ${DEFAULT-VALUE}.")
  private Path file;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ConfigFile read = ConfigFile.of(catalogs.bundle(file));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(read));
    } else {
      print(read, out);
    }
    out.flush();
    return read.errors().isEmpty() ? 0 : 1;
  }

  private void print(ConfigFile read, PrintWriter out) {
    PrintWriter err = spec.commandLine().getErr();
    read.errors().forEach(error -> err.println(error.in(file)));
    err.flush();
    read.notes().forEach(note -> out.println("Note: " + note.in(file)));
    OrganisationFile valid = read.file();
    if (valid == null) {
      out.printf("%s is not valid: %s.%n", file, counted(read.errors().size(), "error"));
    } else {
      out.printf(
          "%s is valid: %s, %s, %s, %s.%n",
          file,
          counted(valid.teams().size(), "team"),
          "%,d people".formatted(valid.people().size()),
          counted(valid.services().size(), "service"),
          counted(read.notes().size(), "note"));
    }
  }

  private static String counted(int number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private ObjectNode json(ConfigFile read) {
    ObjectNode result =
        Instance.JSON
            .createObjectNode()
            .put("file", file.toString())
            .put("valid", read.errors().isEmpty());
    result.set("errors", json(read.errors()));
    result.set("notes", json(read.notes()));
    return result;
  }

  private static ArrayNode json(List<Sentence> sentences) {
    ArrayNode list = Instance.JSON.createArrayNode();
    sentences.forEach(
        sentence ->
            list.addObject().put("line", sentence.line()).put("message", sentence.message()));
    return list;
  }
}
