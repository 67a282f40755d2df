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
    if (cause instanceof SQLException) {
      return "Postgres: " + cause.getMessage();
    }
    if (cause instanceof KafkaException) {
      return "Kafka: " + cause.getMessage();
    }
    return cause.toString();
  }
}
