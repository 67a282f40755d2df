package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the facts behind a figure. */
@Command(
    name = "explain",
    description = {
      "Shows why a figure is what it is: its definition, the facts that went in, and those that did"
          + " not, by reason.",
      "",
      "Metrics: deployment-frequency, deployment-days, change-lead-time (also -pull-request, -coding,"
          + " -pickup, -review and -merge), change-fail-rate, failed-deployment-recovery-time,"
          + " deployment-rework-rate."
    },
    footer = {
      "  plumbline explain change-lead-time --service checkout --period 2025-03",
      "  plumbline explain change-fail-rate --team payments --period 2025-W10 --format csv",
      "  plumbline explain deployment-rework-rate --organisation --period 2025-03-07"
          + " --environment staging"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ExplainCommand implements Callable<Integer> {

  /** Forms of the answer. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  /** Whose figure. */
  static final class Scope {

    @Option(names = "--service", paramLabel = "NAME", description = "Of this service.")
    private @Nullable String service;

    @Option(names = "--team", paramLabel = "NAME", description = "Of this team.")
    private @Nullable String team;

    @Option(names = "--organisation", description = "Of the organisation.")
    private boolean organisation;

    String kind() {
      if (organisation) {
        return "organisation";
      }
      return team == null ? "service" : "team";
    }

    /** Its name, null for the organisation, of which there is one. */
    @Nullable String name() {
      return team == null ? service : team;
    }
  }

  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "id",
          "service",
          "environment",
          "deployment",
          "startedAt",
          "endedAt",
          "seconds",
          "classes");

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Parameters(paramLabel = "METRIC", description = "The metric, as change-lead-time.")
  private String metric;

  @ArgGroup(multiplicity = "1")
  private Scope scope;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "PERIOD",
      description = "A month as 2025-03, a week as 2025-W10, or a day as 2025-03-07.")
  private String period;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description =
          "Environment of a service, or type of environments of a team or the organisation."
              + " Default: production.")
  private @Nullable String environment;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      paramLabel = "N",
      description = "List this many facts of each reason. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json or csv. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (InputStream answer = instance.get(instance.page(path()))) {
      if (format == Format.TABLE) {
        print(out, Instance.JSON.readTree(answer));
      } else {
        out.print(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw CommandFailure.failed("The explanation broke off: " + e.getMessage());
    }
    out.flush();
    return 0;
  }

  private String path() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("scope_kind", scope.kind());
    parameters.put("scope", scope.name());
    parameters.put("environment", environment);
    parameters.put("period", period);
    parameters.put("limit", limit);
    parameters.put("format", format == Format.CSV ? "csv" : "json");
    return "/api/v1/explain/" + Instance.encoded(metric) + Instance.query(parameters);
  }

  private static void print(PrintWriter out, JsonNode answer) {
    JsonNode figure = answer.path("figure");
    out.printf(
        "%s of %s %s, %s, %s%n",
        answer.path("metric").asText(),
        answer.path("scopeKind").asText(),
        text(answer.path("scope")),
        text(answer.path("environment")),
        answer.path("period").asText());
    out.printf("Definition %s%n%n", answer.path("definition").asText());
    if (figure.isNull()) {
      out.println("There is no such figure: nothing that counts happened.");
    } else if (figure.path("suppressed").isTextual()) {
      out.printf("Not shown: %s.%n", figure.path("suppressed").asText());
    } else {
      out.printf(
          "%s %s from %d facts, %d excluded%n",
          figure.path("value").isNull() ? "no value," : figure.path("value").asText(),
          answer.path("unit").asText(),
          figure.path("n").asLong(),
          figure.path("excluded").asLong());
    }
    answer.path("groups").forEach(group -> print(out, group, answer.path("limit").asLong()));
  }

  private static void print(PrintWriter out, JsonNode group, long limit) {
    JsonNode reason = group.path("reason");
    long count = group.path("count").asLong();
    out.printf(
        "%n%s: %d%s%n",
        reason.isNull() ? "Counted" : "Excluded, " + reason.asText(),
        count,
        count > limit ? ", the first " + limit : "");
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
    group
        .path("facts")
        .forEach(
            fact -> rows.add(COLUMNS.stream().map(fact::path).map(ExplainCommand::text).toList()));
    Table.print(out, rows);
  }

  /** Names come from outside: nothing in them may steer a terminal or break a line. */
  static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText().replaceAll("\\p{Cntrl}+", " ");
  }
}
