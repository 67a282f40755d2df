package dev.plumbline.streams;

import java.nio.file.Path;

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

  public StreamsAppConfig {
    require(!kafka.isBlank(), "kafka: expected an address like host:9092, got none");
    require(!registry.isBlank(), "registry: expected an address like http://host:8081, got none");
    require(
        instance.matches("[A-Za-z0-9._-]+"),
        "instance: expected letters, digits, dots, dashes, got '" + instance + "'");
    require(threads > 0, "threads: expected 1 or more, got " + threads);
    require(port >= 0 && port <= 65_535, "port: expected 0 to 65535, got " + port);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
