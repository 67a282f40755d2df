package dev.plumbline.streams.errors;

import java.util.Map;

/**
 * Counts the records that handlers set aside. It comes to them in the configuration, for Kafka
 * makes them by their names. A record whose transaction is repeated counts again: the number tells
 * that something is wrong, the topic tells what.
 */
@FunctionalInterface
public interface DeadLetters {

  /** Where the configuration of an application has it. */
  String CONFIGURATION = "plumbline.dead.letters";

  /** For applications whose dead letters nobody counts. */
  DeadLetters UNCOUNTED = () -> {};

  /** A record is set aside. */
  void count();

  /** The one in the configuration. */
  static DeadLetters of(Map<String, ?> configuration) {
    return configuration.get(CONFIGURATION) instanceof DeadLetters deadLetters
        ? deadLetters
        : UNCOUNTED;
  }
}
