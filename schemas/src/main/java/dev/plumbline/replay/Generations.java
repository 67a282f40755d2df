package dev.plumbline.replay;

import dev.plumbline.generation.ComputedGenerations;
import dev.plumbline.generation.PartitionEnd;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a family that are computed.
 *
 * @param current the one that readers see, or saw until they switched
 * @param next the one that is computed beside it; null when no replay runs
 * @param caughtUp where the topics of the next one ended when it had caught up; null until then
 */
public record Generations(
    int current, @Nullable Integer next, @Nullable Map<TopicPartition, Long> caughtUp) {

  /** What there is before the first replay. */
  public static final Generations FIRST = new Generations(1, null, null);

  public Generations {
    if (current < 1 || (next != null && next <= current)) {
      throw new IllegalArgumentException(
          "Expected generations from 1 on in ascending order, got %d and %s"
              .formatted(current, next));
    }
    if (caughtUp != null) {
      caughtUp = Map.copyOf(caughtUp);
    }
  }

  /** With another generation beside the current one. */
  public Generations replayed(int generation) {
    return new Generations(current, generation, null);
  }

  /** With the next one caught up. */
  public Generations caughtUp(Map<TopicPartition, Long> ends) {
    return new Generations(current, next, ends);
  }

  /** With the next one as the current one, alone. */
  public Generations switched() {
    return new Generations(newest(), null, null);
  }

  /** Whether there is a next one. */
  public boolean isReplaying() {
    return next != null;
  }

  /** Whether the next one is ready to be shown. */
  public boolean isCaughtUp() {
    return next != null && caughtUp != null;
  }

  /** All of them, the oldest first. */
  public List<Integer> all() {
    return next == null ? List.of(current) : List.of(current, next);
  }

  /** The newest of them. */
  public int newest() {
    return next == null ? current : next;
  }

  /** What readers should see as soon as it is stored. */
  public int ready() {
    return isCaughtUp() ? newest() : current;
  }

  static Generations of(ComputedGenerations told) {
    List<PartitionEnd> ends = told.getCaughtUp();
    return new Generations(
        told.getCurrent(),
        told.getNext(),
        ends == null
            ? null
            : ends.stream()
                .collect(
                    Collectors.toMap(
                        end -> new TopicPartition(end.getTopic(), end.getPartition()),
                        PartitionEnd::getOffset)));
  }

  ComputedGenerations told() {
    return new ComputedGenerations(
        current,
        next,
        caughtUp == null
            ? null
            : caughtUp.entrySet().stream()
                .map(
                    end ->
                        new PartitionEnd(
                            end.getKey().topic(), end.getKey().partition(), end.getValue()))
                .toList());
  }
}
