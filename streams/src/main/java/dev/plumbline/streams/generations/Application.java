package dev.plumbline.streams.generations;

import dev.plumbline.component.Component;
import dev.plumbline.streams.operations.Lag;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A family's application of one generation, running. */
public interface Application extends Component {

  /**
   * What it has left to do.
   *
   * @throws IllegalStateException if that cannot be told now
   */
  Lag lag();

  /**
   * Where the topics that it reads end now, those between its stages too.
   *
   * @throws IllegalStateException if that cannot be told now
   */
  Map<TopicPartition, Long> mark();

  /**
   * Whether it has taken every record before the mark.
   *
   * @throws IllegalStateException if that cannot be told now
   */
  boolean hasTaken(Map<TopicPartition, Long> mark);

  /** Closes it for good: it leaves its group at once, as nobody is going to come back for it. */
  void retire();
}
