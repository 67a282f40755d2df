package dev.plumbline.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the service, read into its configuration with all errors at once.
 */
final class DashboardsVariables {

  private static final String PREFIX = "PLUMBLINE_DASHBOARDS_";
  static final String HOST = PREFIX + "HOST";
  static final String PORT = PREFIX + "PORT";
  static final String KAFKA = PREFIX + "KAFKA";
  static final String REGISTRY = PREFIX + "REGISTRY";
  static final String POSTGRES_URL = PREFIX + "POSTGRES_URL";

  // The read API has no users yet: it listens where only the machine itself can ask.
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final String DEFAULT_PORT = "8080";
  private static final List<String> KNOWN = List.of(HOST, PORT, KAFKA, REGISTRY, POSTGRES_URL);

  private final Map<String, String> environment;
  private final List<String> errors = new ArrayList<>();

  private DashboardsVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming every variable that is missing, wrong or unknown
   */
  static DashboardsConfig read(Map<String, String> environment) {
    return new DashboardsVariables(environment).config();
  }

  private DashboardsConfig config() {
    reportUnknown();
    String kafka = required(KAFKA, "host:9092");
    String registry = required(REGISTRY, "http://host:8081");
    String postgres = required(POSTGRES_URL, "jdbc:postgresql://host/database");
    int port = port();
    String host = environment.getOrDefault(HOST, DEFAULT_HOST);
    DashboardsConfig config = build(host, port, kafka, registry, postgres);
    if (config == null || !errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
    return config;
  }

  private @Nullable DashboardsConfig build(
      String host, int port, String kafka, String registry, String postgres) {
    try {
      return new DashboardsConfig(host, port, kafka, registry, postgres);
    } catch (IllegalArgumentException e) {
      errors.addAll(asVariables(String.valueOf(e.getMessage())));
      return null;
    }
  }

  private void reportUnknown() {
    new TreeSet<>(environment.keySet())
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
            .map(name -> name + ": unknown variable, expected one of " + KNOWN)
            .forEach(errors::add);
  }

  /** A missing variable is reported here; the example stands in so that the others are checked. */
  private String required(String name, String example) {
    String value = environment.get(name);
    if (value == null) {
      errors.add(name + ": missing, expected for instance " + example);
      return example;
    }
    return value;
  }

  private int port() {
    String value = environment.getOrDefault(PORT, DEFAULT_PORT);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      errors.add(PORT + ": expected a number, got \"" + value + "\"");
      return 0;
    }
  }

  private static List<String> asVariables(String message) {
    return Stream.of(message.split("; ")).map(DashboardsVariables::asVariable).toList();
  }

  private static String asVariable(String error) {
    return error
        .replaceFirst("^host:", HOST + ":")
        .replaceFirst("^port:", PORT + ":")
        .replaceFirst("^kafka:", KAFKA + ":")
        .replaceFirst("^registry:", REGISTRY + ":")
        .replaceFirst("^postgresUrl:", POSTGRES_URL + ":");
  }
}
