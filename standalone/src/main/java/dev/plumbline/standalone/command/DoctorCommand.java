package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is missing for the figures to be true. */
@Command(
    name = "doctor",
    description = {
      "Says what is missing for the figures to be true, and the next step for each.",
      "",
      "The exit code is 1 when there is a problem, and 0 with warnings only."
    },
    footer = {
      "  plumbline doctor",
      "  plumbline doctor --json",
      "  plumbline doctor --as-of 2025-03-31"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Day or instant that \"open for long\" is reckoned from. Default: now.")
  private @Nullable String asOf;

  @Override
  public Integer call() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("as_of", asOf);
    JsonNode answer =
        instance.getJson(instance.page("/api/v1/doctor" + Instance.query(parameters)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      print(out, answer);
    }
    out.flush();
    return answer.path("problems").asInt() == 0 ? 0 : 1;
  }

  private static void print(PrintWriter out, JsonNode answer) {
    for (JsonNode check : answer.path("checks")) {
      out.printf(
          "%-8s %s: %s%n         %s%n",
          check.path("level").asText().toUpperCase(Locale.ROOT),
          check.path("id").asText(),
          check.path("number").asText(),
          check.path("meaning").asText());
      if (!check.path("next").asText().isEmpty()) {
        out.printf("         -> %s%n", ExplainCommand.text(check.path("next")));
      }
    }
    out.printf(
        "%n%d problems, %d warnings.%n",
        answer.path("problems").asInt(), answer.path("warnings").asInt());
  }
}
