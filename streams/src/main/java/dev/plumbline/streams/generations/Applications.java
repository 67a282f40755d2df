package dev.plumbline.streams.generations;

import dev.plumbline.topic.Family;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes applications, and takes away what is left of them. All may be asked any number of times.
 */
public interface Applications {

  /** Starts the application of a generation, with the topics that it writes. */
  Application start(Family family, int generation);

  /** Where the topics of a generation end: the offsets after the last committed records. */
  Map<TopicPartition, Long> ends(Family family, int generation);

  /** Deletes this instance's local state of all generations but those. None of them may run. */
  void keepLocalState(Family family, Collection<Integer> generations);

  /**
   * Deletes what the brokers have of a generation: its group, the topics between its stages and
   * those it wrote.
   *
   * @return false if an instance still runs it, or died so lately that the brokers do not know
   */
  boolean discard(Family family, int generation);
}
