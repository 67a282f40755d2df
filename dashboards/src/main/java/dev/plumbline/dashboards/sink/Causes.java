package dev.plumbline.dashboards.sink;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;

/** Failures in words. */
final class Causes {

  private Causes() {}

  static String describe(Throwable cause) {
    if (cause instanceof SinkException || cause instanceof FencedException) {
      return String.valueOf(cause.getMessage());
    }
    // What migrates the schema wraps the driver's sentence in a page of its own.
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SQLException) {
        return "Postgres: " + each.getMessage();
      }
    }
    return cause instanceof KafkaException ? "Kafka: " + cause.getMessage() : cause.toString();
  }
}
