package dev.plumbline.standalone;

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
 */
public record StandaloneConfig(
    Path data,
    int port,
    @Nullable String kafka,
    @Nullable String registry,
    @Nullable String postgres) {

  public StandaloneConfig {
    data = data.toAbsolutePath().normalize();
    if (port < 1 || port > 65_533) {
      throw new IllegalArgumentException(
          "Expected --port between 1 and 65533, got "
              + port
              + ": the two ports above are used too");
    }
  }

  /** Everything embedded. */
  public static StandaloneConfig embedded(Path data, int port) {
    return new StandaloneConfig(data, port, null, null, null);
  }

  /** The address of Postgres may hold a password. */
  @Override
  public String toString() {
    return "StandaloneConfig[data=%s, port=%d, kafka=%s, registry=%s, postgres=%s]"
        .formatted(data, port, kafka, registry, postgres == null ? null : "***");
  }
}
