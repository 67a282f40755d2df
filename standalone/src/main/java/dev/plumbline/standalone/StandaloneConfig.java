package dev.plumbline.standalone;

import dev.plumbline.access.AccessToken;
import dev.plumbline.access.Loopback;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was told.
 *
 * @param data folder of everything that is kept
 * @param port first of three ports: page and read API, ingest, pipeline metrics
 * @param kafka address of a broker to use instead of the embedded one
 * @param registry address of a registry to use instead of the embedded one
 * @param postgres JDBC address of a Postgres to use instead of the embedded one
 * @param bind address on which page, read API and ingest listen
 * @param tokenFile file with the token that everybody needs who asks, null for none
 * @param organisation the organisation file, which is followed as it changes; null for none
 */
public record StandaloneConfig(
    Path data,
    int port,
    @Nullable String kafka,
    @Nullable String registry,
    @Nullable String postgres,
    String bind,
    @Nullable Path tokenFile,
    @Nullable Path organisation) {

  /** Where an instance listens when nobody says otherwise. */
  public static final String LOOPBACK = "127.0.0.1";

  public StandaloneConfig {
    data = data.toAbsolutePath().normalize();
    if (port < 1 || port > 65_533) {
      throw new IllegalArgumentException(
          "Expected --port between 1 and 65533, got "
              + port
              + ": the two ports above are used too");
    }
    if (tokenFile == null && !Loopback.isLoopback(bind)) {
      throw new IllegalArgumentException(
          "Expected --token-file FILE with --bind "
              + bind
              + ": beyond loopback, page and read API answer only who has the token. Make one with:"
              + " (umask 077; openssl rand -hex 32 > FILE)");
    }
    if (tokenFile != null) {
      AccessToken.readFrom(tokenFile);
    }
  }

  /** Without an organisation file. */
  public StandaloneConfig(
      Path data,
      int port,
      @Nullable String kafka,
      @Nullable String registry,
      @Nullable String postgres,
      String bind,
      @Nullable Path tokenFile) {
    this(data, port, kafka, registry, postgres, bind, tokenFile, null);
  }

  /** The same with an organisation file. */
  public StandaloneConfig following(@Nullable Path organisationFile) {
    return new StandaloneConfig(
        data, port, kafka, registry, postgres, bind, tokenFile, organisationFile);
  }

  /** On loopback. */
  public StandaloneConfig(
      Path data,
      int port,
      @Nullable String kafka,
      @Nullable String registry,
      @Nullable String postgres) {
    this(data, port, kafka, registry, postgres, LOOPBACK, null);
  }

  /** Everything embedded. */
  public static StandaloneConfig embedded(Path data, int port) {
    return new StandaloneConfig(data, port, null, null, null);
  }

  /** The address of Postgres may hold a password. */
  @Override
  public String toString() {
    return "StandaloneConfig[data=%s, port=%d, kafka=%s, registry=%s, postgres=%s, bind=%s, tokenFile=%s, organisation=%s]"
        .formatted(
            data,
            port,
            kafka,
            registry,
            postgres == null ? null : "***",
            bind,
            tokenFile,
            organisation);
  }
}
