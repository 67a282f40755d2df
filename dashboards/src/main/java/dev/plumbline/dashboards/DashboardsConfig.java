package dev.plumbline.dashboards;

import dev.plumbline.access.Loopback;
import dev.plumbline.configuration.Variables;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the service listens and what it talks to.
 *
 * @param host address of the read API
 * @param port port of the read API; 0 takes a free one
 * @param metricsPort port on which to serve metrics and health, null to serve no metrics
 * @param kafka bootstrap servers, as Kafka writes them
 * @param registry address of the schema registry
 * @param postgresUrl JDBC address with user and password
 * @param tokenFile file with the token that everybody needs who asks; null for none, which is right
 *     on loopback only
 * @param grafana address of Grafana for the page to link to, null for none
 */
public record DashboardsConfig(
    String host,
    int port,
    @Nullable Integer metricsPort,
    String kafka,
    String registry,
    String postgresUrl,
    @Nullable Path tokenFile,
    @Nullable String grafana) {

  // Without a token it listens where only the machine itself can ask.
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 8080;

  /** Checks all values at once. */
  public DashboardsConfig {
    Problems problems = new Problems();
    expect(problems, host, text -> !text.isBlank(), "host", "an address such as 127.0.0.1");
    problems.requirePort("port", port);
    if (metricsPort != null) {
      problems.requirePort("metricsPort", metricsPort);
    }
    expect(problems, kafka, text -> text.contains(":"), "kafka", "host:port, comma-separated");
    expect(
        problems, registry, text -> text.contains("://"), "registry", "an http or https address");
    // What came is not repeated: it may hold a password.
    // The driver takes a name before the host for a port, and prints it.
    problems.require(
        postgresUrl.startsWith("jdbc:postgresql:") && !postgresUrl.matches(".*//[^/?]*@.*"),
        "postgresUrl: expected jdbc:postgresql://host:port/database?user=..&password=..");
    problems.require(
        tokenFile != null || host.isBlank() || Loopback.isLoopback(host),
        "tokenFile: expected a file with a token when host is not loopback, got nothing");
    problems.require(
        grafana == null || grafana.matches("https?://.+"),
        "grafana: expected an http or https address");
    problems.throwIfAny();
  }

  /** Without a token and without Grafana. */
  public DashboardsConfig(
      String host,
      int port,
      @Nullable Integer metricsPort,
      String kafka,
      String registry,
      String postgresUrl) {
    this(host, port, metricsPort, kafka, registry, postgresUrl, null, null);
  }

  /**
   * Reads it from environment variables.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static DashboardsConfig read(Map<String, String> environment) {
    Variables variables = new Variables("PLUMBLINE_DASHBOARDS_", environment);
    String host = variables.text("HOST", DEFAULT_HOST);
    int port = variables.number("PORT", DEFAULT_PORT);
    Integer metricsPort = variables.number("METRICS_PORT");
    String kafka = variables.text("KAFKA");
    String registry = variables.text("REGISTRY");
    String postgresUrl = variables.text("POSTGRES_URL");
    String passwordFile = variables.text("POSTGRES_PASSWORD_FILE");
    String tokenFile = variables.text("TOKEN_FILE");
    String grafana = variables.text("GRAFANA");
    return variables.checked(
        () ->
            new DashboardsConfig(
                host,
                port,
                metricsPort,
                kafka,
                registry,
                withPassword(postgresUrl, passwordFile),
                tokenFile.isEmpty() ? null : Path.of(tokenFile),
                grafana.isEmpty() ? null : grafana));
  }

  /** The address with the password that a file has, so that no variable need hold one. */
  private static String withPassword(String postgresUrl, String passwordFile) {
    if (passwordFile.isEmpty()) {
      return postgresUrl;
    }
    Problems problems = new Problems();
    problems.require(
        !postgresUrl.matches(".*[?&]password=.*"),
        "postgresPasswordFile: expected no password in the address beside the file");
    String password = "";
    try {
      password = Files.readString(Path.of(passwordFile)).strip();
      problems.require(!password.isEmpty(), "postgresPasswordFile: expected a password, got none");
    } catch (IOException | InvalidPathException e) {
      problems.add(
          "postgresPasswordFile: expected a readable file, got " + e.getClass().getSimpleName());
    }
    problems.throwIfAny();
    return postgresUrl
        + (postgresUrl.contains("?") ? "&" : "?")
        + "password="
        + URLEncoder.encode(password, StandardCharsets.UTF_8);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "DashboardsConfig[host=%s, port=%d, metricsPort=%s, kafka=%s, registry=%s, postgresUrl=%s, tokenFile=%s, grafana=%s]"
        .formatted(
            host,
            port,
            metricsPort,
            kafka,
            withoutSecrets(registry),
            withoutSecrets(postgresUrl),
            tokenFile,
            grafana);
  }

  private static void expect(
      Problems problems, String text, Predicate<String> test, String name, String expected) {
    String got = text.isBlank() ? "nothing" : "\"" + withoutSecrets(text) + "\"";
    problems.require(test.test(text), name + ": expected " + expected + ", got " + got);
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
