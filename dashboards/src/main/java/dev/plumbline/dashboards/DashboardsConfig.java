package dev.plumbline.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the service listens and what it talks to.
 *
 * @param host address of the read API
 * @param port port of the read API; 0 takes a free one
 * @param kafka bootstrap servers, as Kafka writes them
 * @param registry address of the schema registry
 * @param postgresUrl JDBC address with user and password
 */
public record DashboardsConfig(
    String host, int port, String kafka, String registry, String postgresUrl) {

  private static final int HIGHEST_PORT = 65_535;

  public DashboardsConfig {
    List<String> errors = new ArrayList<>();
    expect(errors, host, text -> !text.isBlank(), "host", "an address such as 127.0.0.1");
    if (port < 0 || port > HIGHEST_PORT) {
      errors.add("port: expected 0 to " + HIGHEST_PORT + ", got " + port);
    }
    expect(errors, kafka, text -> text.contains(":"), "kafka", "host:port, comma-separated");
    expect(errors, registry, text -> text.contains("://"), "registry", "an http or https address");
    // What came is not repeated: it may hold a password.
    // The driver takes a name before the host for a port, and prints it.
    if (!postgresUrl.startsWith("jdbc:postgresql:") || postgresUrl.matches(".*//[^/?]*@.*")) {
      errors.add("postgresUrl: expected jdbc:postgresql://host:port/database?user=..&password=..");
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", errors));
    }
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "DashboardsConfig[host=%s, port=%d, kafka=%s, registry=%s, postgresUrl=%s]"
        .formatted(host, port, kafka, withoutSecrets(registry), withoutSecrets(postgresUrl));
  }

  private static void expect(
      List<String> errors, String text, Predicate<String> test, String name, String expected) {
    if (!test.test(text)) {
      errors.add(name + ": expected " + expected + ", got \"" + withoutSecrets(text) + "\"");
    }
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
