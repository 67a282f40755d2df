package dev.plumbline.ingest;

import dev.plumbline.ingest.validation.InvalidInputException;
import dev.plumbline.ingest.validation.Problems;
import dev.plumbline.ingest.validation.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The configuration from environment variables; one that is not known is a mistake. */
final class Environment {

  private static final String PREFIX = "PLUMBLINE_INGEST_";
  private static final List<String> NAMES = List.of("HOST", "PORT", "KAFKA", "REGISTRY", "DATA");

  private final Map<String, String> variables;
  private final Problems problems = new Problems();

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * Reads the configuration.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static IngestConfig read(Map<String, String> variables) {
    return new Environment(variables).read();
  }

  private IngestConfig read() {
    refuseUnknown();
    String host = variables.getOrDefault(PREFIX + "HOST", IngestConfig.DEFAULT_HOST);
    int port = port();
    String kafka = required("KAFKA", "host:port of a broker");
    String registry = required("REGISTRY", "the URL of a schema registry");
    String data = required("DATA", "a folder");
    problems.throwIfAny();
    return new IngestConfig(host, port, kafka, registry, Path.of(data));
  }

  private void refuseUnknown() {
    List<String> known = NAMES.stream().map(PREFIX::concat).toList();
    variables.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .forEach(
            name -> problems.add("Unknown variable " + name + Suggestion.forUnknown(name, known)));
  }

  private String required(String name, String meaning) {
    String value = variables.getOrDefault(PREFIX + name, "");
    problems.require(
        !value.isBlank(), "Expected " + PREFIX + name + " to be " + meaning + ", got nothing");
    return value;
  }

  private int port() {
    String text =
        variables.getOrDefault(PREFIX + "PORT", String.valueOf(IngestConfig.DEFAULT_PORT));
    boolean isPort = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535;
    problems.require(isPort, "Expected " + PREFIX + "PORT to be 0 to 65535, got " + text);
    return isPort ? Integer.parseInt(text) : 0;
  }
}
