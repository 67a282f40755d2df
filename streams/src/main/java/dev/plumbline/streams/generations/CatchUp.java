package dev.plumbline.streams.generations;

import dev.plumbline.streams.operations.Lag;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells from looks at an application, some time apart, whether it has caught up. That is so when
 * nothing is left. Where events never stop coming something always is, so its topics are marked
 * where they end, and when all before the marks is taken and the work of it done, they are marked
 * anew: after as many rounds as there are hops, what was there in the beginning has gone the whole
 * way.
 */
final class CatchUp {

  /** A record between two stages is in no lag for a moment, so one quiet look is not enough. */
  private static final int QUIET_LOOKS = 3;

  /** Of the longest way from an event to a metric there may be, and one to set out. */
  private static final int ROUNDS = 6;

  private final Application application;
  private int quietLooks;
  private int rounds;
  private boolean isTaken;
  private @Nullable Map<TopicPartition, Long> mark;

  CatchUp(Application application) {
    this.application = application;
  }

  /**
   * Takes another look.
   *
   * @param left what the application has left now
   * @throws IllegalStateException if the brokers do not tell
   */
  boolean isDone(Lag left) {
    quietLooks = left.isSettled() ? quietLooks + 1 : 0;
    if (quietLooks == 0) {
      goRound(left);
    }
    return quietLooks >= QUIET_LOOKS || rounds >= ROUNDS;
  }

  // One step for each look: what a stage hands on is on its topic by the next look only.
  private void goRound(Lag left) {
    Map<TopicPartition, Long> current = mark;
    if (current == null) {
      mark = application.mark();
    } else if (!isTaken) {
      isTaken = application.hasTaken(current);
    } else if (left.pending() == 0) {
      rounds++;
      mark = null;
      isTaken = false;
    }
  }
}
