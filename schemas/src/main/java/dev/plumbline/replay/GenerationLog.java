package dev.plumbline.replay;

import dev.plumbline.topic.Family;
import java.util.OptionalInt;

/**
 * What streams and dashboards have told each other of generations, as last read. Not thread-safe.
 */
public interface GenerationLog extends AutoCloseable {

  /**
   * Reads what has been told until now.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  void refresh();

  /** What streams computes; the first generation if it has told nothing. */
  Generations computed(Family family);

  /** The generation that dashboards shows, if it has told. */
  OptionalInt shown(Family family);

  /** Tells what streams computes from now on; returns when it cannot be lost. */
  void tellComputed(Family family, Generations generations);

  /** Tells what dashboards shows from now on; returns when it cannot be lost. */
  void tellShown(Family family, int generation);

  /**
   * Has whoever reads stop waiting for Kafka, with a {@link
   * org.apache.kafka.common.errors.WakeupException}. Any thread may do so.
   */
  void wakeUp();

  @Override
  void close();
}
