package dev.plumbline.streams;

import dev.plumbline.configuration.Variables;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.nio.file.Path;
import java.util.Map;

/**
 * Configuration of the stream processors.
 *
 * @param kafka bootstrap address of the brokers
 * @param registry address of the schema registry
 * @param stateDirectory folder for local state; losing it costs the time to restore it, no data
 * @param instance name of this instance, the same after a restart: it gets its tasks back at once
 * @param threads threads per metric family
 * @param host address on which to serve metrics and health
 * @param port port for them
 */
public record StreamsAppConfig(
    String kafka,
    String registry,
    Path stateDirectory,
    String instance,
    int threads,
    String host,
    int port) {

  private static final String DEFAULT_INSTANCE = "streams-1";
  private static final int DEFAULT_THREADS = 2;
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 8082;

  /** Checks all values at once. */
  public StreamsAppConfig {
    Problems problems = new Problems();
    problems.require(!kafka.isBlank(), "kafka: expected host:port of a broker, got nothing");
    problems.require(!registry.isBlank(), "registry: expected a URL, got nothing");
    problems.require(
        !stateDirectory.toString().isBlank(), "stateDirectory: expected a folder, got nothing");
    problems.require(
        instance.matches("[A-Za-z0-9._-]+"),
        "instance: expected letters, digits, dots, dashes, got '" + instance + "'");
    problems.require(threads > 0, "threads: expected 1 or more, got " + threads);
    problems.require(!host.isBlank(), "host: expected an address to listen on, got nothing");
    problems.requirePort("port", port);
    problems.throwIfAny();
  }

  /**
   * Reads it from environment variables.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static StreamsAppConfig read(Map<String, String> environment) {
    Variables variables = new Variables("PLUMBLINE_STREAMS_", environment);
    String kafka = variables.text("KAFKA");
    String registry = variables.text("REGISTRY");
    String stateDirectory = variables.text("STATE_DIRECTORY");
    String instance = variables.text("INSTANCE", DEFAULT_INSTANCE);
    int threads = variables.number("THREADS", DEFAULT_THREADS);
    String host = variables.text("HOST", DEFAULT_HOST);
    int port = variables.number("PORT", DEFAULT_PORT);
    return variables.checked(
        () ->
            new StreamsAppConfig(
                kafka, registry, Path.of(stateDirectory), instance, threads, host, port));
  }
}
