package dev.plumbline.setup;

import dev.plumbline.configuration.Variables;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.util.Map;

/**
 * Where topics and schemas are to be.
 *
 * @param kafka bootstrap servers
 * @param registry address of the schema registry
 * @param replication replicas of each topic that is created
 */
record SetupConfig(String kafka, String registry, int replication) {

  // As many as a cluster of the usual size can give without losing a broker's worth of topics.
  private static final int DEFAULT_REPLICATION = 3;

  /** Checks all values at once. */
  SetupConfig {
    Problems problems = new Problems();
    problems.require(!kafka.isBlank(), "kafka: expected host:port of a broker, got nothing");
    problems.require(!registry.isBlank(), "registry: expected a URL, got nothing");
    problems.require(
        replication >= 1 && replication <= Short.MAX_VALUE,
        "replication: expected 1 or more replicas, got " + replication);
    problems.throwIfAny();
  }

  /**
   * Reads it from environment variables.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static SetupConfig read(Map<String, String> environment) {
    Variables variables = new Variables("PLUMBLINE_SETUP_", environment);
    String kafka = variables.text("KAFKA");
    String registry = variables.text("REGISTRY");
    int replication = variables.number("REPLICATION", DEFAULT_REPLICATION);
    return variables.checked(() -> new SetupConfig(kafka, registry, replication));
  }
}
