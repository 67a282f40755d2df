package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the topics of a running instance. */
@Command(
    name = "topics",
    description = "Lists the topics: name, key, values, partitions, policy and records.",
    footer = {"  plumbline topics", "  plumbline topics --format json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TopicsCommand implements Callable<Integer> {

  /** Forms of the list. */
  enum Format {
    TABLE,
    JSON
  }

  private static final List<String> COLUMNS =
      List.of("name", "key", "values", "partitions", "policy", "records");

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (InputStream answer = instance.get(instance.page("/api/v1/topics"))) {
      byte[] json = answer.readAllBytes();
      if (format == Format.JSON) {
        out.println(new String(json, StandardCharsets.UTF_8));
      } else {
        printTable(out, Instance.JSON.readTree(json));
      }
    }
    out.flush();
    return 0;
  }

  private static void printTable(PrintWriter out, JsonNode topics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
    topics.forEach(
        topic -> rows.add(COLUMNS.stream().map(column -> text(topic.path(column))).toList()));
    Table.print(out, rows);
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    return String.join(
        ", ", StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList());
  }
}
