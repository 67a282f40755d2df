package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects, during one call, what changes add to the cells of their deployments and take from them,
 * so that whole rows never travel on. Sums are free of order; what cancels out is not sent.
 */
final class CarriedLedger {

  /** Keeps a message well below the largest that a broker takes. */
  private static final int ENTRIES_PER_MESSAGE = 20_000;

  private record Cell(Target target, String deployment, String measure) {}

  private static final class Sums {
    final Map<Long, Integer> seconds = new TreeMap<>();
    final Map<String, Long> excluded = new TreeMap<>();
  }

  private final Map<Cell, Sums> cells = new LinkedHashMap<>();

  /**
   * Counts a change.
   *
   * @param change how often it comes, negative when it goes
   */
  void count(Target target, Label label, String measure, Counted counted, int change) {
    Sums sums = sums(target, label, measure);
    if (counted.reason() == null) {
      sums.seconds.merge(counted.value(), change, CarriedLedger::sumOrNothing);
    } else {
      sums.excluded.merge(counted.reason(), (long) change, CarriedLedger::sumOrNothing);
    }
  }

  private static @Nullable Integer sumOrNothing(Integer left, Integer right) {
    int sum = left + right;
    return sum == 0 ? null : sum;
  }

  private static @Nullable Long sumOrNothing(Long left, Long right) {
    long sum = left + right;
    return sum == 0 ? null : sum;
  }

  private Sums sums(Target target, Label label, String measure) {
    return cells.computeIfAbsent(new Cell(target, label.deployment(), measure), cell -> new Sums());
  }

  /** Sends what has been collected and starts anew. */
  void flush(GraphOutput output) {
    cells.forEach((cell, sums) -> send(cell, sums, output));
    cells.clear();
  }

  private static void send(Cell cell, Sums sums, GraphOutput output) {
    List<Long> seconds = new ArrayList<>(sums.seconds.keySet());
    List<Integer> counts = new ArrayList<>(sums.seconds.values());
    if (!sums.excluded.isEmpty()) {
      CarriedChanges part = empty(cell);
      part.setExcluded(sums.excluded);
      output.carried(part);
    }
    for (int from = 0; from < seconds.size(); from += ENTRIES_PER_MESSAGE) {
      int to = Math.min(from + ENTRIES_PER_MESSAGE, seconds.size());
      CarriedChanges part = empty(cell);
      part.setSeconds(List.copyOf(seconds.subList(from, to)));
      part.setCounts(List.copyOf(counts.subList(from, to)));
      output.carried(part);
    }
  }

  private static CarriedChanges empty(Cell cell) {
    return CarriedChanges.newBuilder()
        .setService(cell.target().service())
        .setEnvironment(cell.target().environment())
        .setDeployment(cell.deployment())
        .setMeasure(cell.measure())
        .build();
  }
}
