package dev.plumbline.ingest;

import dev.plumbline.configuration.Variables;
import dev.plumbline.ingest.source.SourcesConfig;
import dev.plumbline.ingest.spool.SpoolConfig;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where ingest listens, what it talks to and where it keeps its files.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param metricsPort port on which to serve metrics and health, null to serve no metrics
 * @param kafka bootstrap servers
 * @param registry address of the schema registry
 * @param data folder for the pseudonym key and copies of repositories
 * @param sources who may deliver webhooks
 * @param spool where deliveries wait for Kafka
 * @param tokenFile file with the token that lets operators in from other machines; null lets in
 *     those on this one only
 * @param organisation the organisation file, which is followed as it changes; null for none
 */
public record IngestConfig(
    String host,
    int port,
    @Nullable Integer metricsPort,
    String kafka,
    String registry,
    Path data,
    SourcesConfig sources,
    SpoolConfig spool,
    @Nullable Path tokenFile,
    @Nullable Path organisation) {

  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 8081;

  /** Checks all values at once. */
  public IngestConfig {
    Problems problems = new Problems();
    problems.require(!host.isBlank(), "host: expected an address to listen on, got nothing");
    problems.requirePort("port", port);
    if (metricsPort != null) {
      problems.requirePort("metricsPort", metricsPort);
    }
    problems.require(!kafka.isBlank(), "kafka: expected host:port of a broker, got nothing");
    problems.require(!registry.isBlank(), "registry: expected a URL, got nothing");
    problems.require(!data.toString().isBlank(), "data: expected a folder, got nothing");
    problems.throwIfAny();
  }

  /** With the sources and the spool that there are when nobody says otherwise. */
  public IngestConfig(
      String host,
      int port,
      @Nullable Integer metricsPort,
      String kafka,
      String registry,
      Path data) {
    this(host, port, metricsPort, kafka, registry, data, null);
  }

  /** The same with a token. */
  public IngestConfig(
      String host,
      int port,
      @Nullable Integer metricsPort,
      String kafka,
      String registry,
      Path data,
      @Nullable Path tokenFile) {
    this(
        host,
        port,
        metricsPort,
        kafka,
        registry,
        data,
        SourcesConfig.byDefault(data),
        SpoolConfig.byDefault(data),
        tokenFile,
        null);
  }

  /** The same with an organisation file. */
  public IngestConfig following(@Nullable Path organisationFile) {
    return new IngestConfig(
        host,
        port,
        metricsPort,
        kafka,
        registry,
        data,
        sources,
        spool,
        tokenFile,
        organisationFile);
  }

  /**
   * Reads it from environment variables.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static IngestConfig read(Map<String, String> environment) {
    Variables variables = new Variables(SourceVariables.PREFIX, environment);
    String host = variables.text("HOST", DEFAULT_HOST);
    int port = variables.number("PORT", DEFAULT_PORT);
    Integer metricsPort = variables.number("METRICS_PORT");
    String kafka = variables.text("KAFKA");
    String registry = variables.text("REGISTRY");
    Path data = Path.of(variables.text("DATA"));
    SourceVariables sources = SourceVariables.read(variables, data);
    SpoolConfig spool = SpoolConfig.byDefault(data);
    int mebibytes = variables.number("SPOOL_MEBIBYTES", (int) (spool.largestBytes() >> 20));
    int freePercent = variables.number("SPOOL_FREE_PERCENT", spool.freePercent());
    String tokenFile = variables.text("TOKEN_FILE");
    String organisation = variables.text("ORGANISATION");
    return variables.checked(
        () ->
            new IngestConfig(
                host,
                port,
                metricsPort,
                kafka,
                registry,
                data,
                sources.config(),
                spool.limitedTo((long) mebibytes << 20, freePercent),
                tokenFile.isEmpty() ? null : Path.of(tokenFile),
                organisation.isEmpty() ? null : Path.of(organisation)));
  }
}
