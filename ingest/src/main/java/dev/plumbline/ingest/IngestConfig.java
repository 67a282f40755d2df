package dev.plumbline.ingest;

import dev.plumbline.ingest.validation.Problems;
import java.nio.file.Path;

/**
 * Where ingest listens, what it talks to and where it keeps its files.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param kafka bootstrap servers
 * @param registry address of the schema registry
 * @param data folder for the pseudonym key and copies of repositories
 */
public record IngestConfig(String host, int port, String kafka, String registry, Path data) {

  static final String DEFAULT_HOST = "127.0.0.1";
  static final int DEFAULT_PORT = 8081;

  private static final int HIGHEST_PORT = 65_535;

  /** Checks all values at once. */
  public IngestConfig {
    Problems problems = new Problems();
    problems.require(!host.isBlank(), "Expected host to be an address to listen on, got nothing");
    problems.require(
        port >= 0 && port <= HIGHEST_PORT, "Expected port to be 0 to 65535, got " + port);
    problems.require(!kafka.isBlank(), "Expected kafka to be host:port, got nothing");
    problems.require(!registry.isBlank(), "Expected registry to be a URL, got nothing");
    problems.require(!data.toString().isBlank(), "Expected data to be a folder, got nothing");
    problems.throwIfAny();
  }
}
