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
 * Collects, during one call, what commits add to the cells of their deployments and take from them,
 * so that whole rows never travel on. Sums are free of order; what cancels out is not sent.
 */
final class CarriedLedger {

  /** Keeps a message well below the largest that a broker takes. */
  private static final int ENTRIES_PER_MESSAGE = 20_000;

  private record Cell(Target target, String deployment) {}

  private static final class Sums {
    final Map<Long, Integer> seconds = new TreeMap<>();
    long merges;
    long negativeDurations;
    long unknownTimes;
    @Nullable Boolean commitKnown;
    @Nullable String sha;
    @Nullable String repository;
  }

  private final Map<Cell, Sums> cells = new LinkedHashMap<>();

  void add(Target target, Label label, CommitState commit) {
    count(target, label, commit, 1);
  }

  void subtract(Target target, Label label, CommitState commit) {
    count(target, label, commit, -1);
  }

  void commitKnown(Target target, Label label, String repository, String sha, boolean isKnown) {
    Sums sums = sums(target, label);
    sums.commitKnown = isKnown;
    sums.sha = sha;
    sums.repository = repository;
  }

  private void count(Target target, Label label, CommitState commit, int change) {
    Sums sums = sums(target, label);
    Long committedAt = commit.committedAt();
    if (commit.isMerge()) {
      sums.merges += change;
    } else if (committedAt == null) {
      sums.unknownTimes += change;
    } else if (label.finishedAt() < committedAt) {
      sums.negativeDurations += change;
    } else {
      long seconds = (label.finishedAt() - committedAt) / 1_000;
      sums.seconds.merge(seconds, change, CarriedLedger::sumOrNothing);
    }
  }

  private static @Nullable Integer sumOrNothing(Integer left, Integer right) {
    int sum = left + right;
    return sum == 0 ? null : sum;
  }

  private Sums sums(Target target, Label label) {
    return cells.computeIfAbsent(new Cell(target, label.deployment()), cell -> new Sums());
  }

  /** Sends what has been collected and starts anew. */
  void flush(GraphOutput output) {
    cells.forEach((cell, sums) -> send(cell, sums, output));
    cells.clear();
  }

  private static void send(Cell cell, Sums sums, GraphOutput output) {
    List<Long> seconds = new ArrayList<>(sums.seconds.keySet());
    List<Integer> counts = new ArrayList<>(sums.seconds.values());
    if (sums.merges != 0
        || sums.negativeDurations != 0
        || sums.unknownTimes != 0
        || sums.commitKnown != null) {
      output.carried(
          CarriedChanges.newBuilder(empty(cell))
              .setMerges(sums.merges)
              .setNegativeDurations(sums.negativeDurations)
              .setUnknownTimes(sums.unknownTimes)
              .setCommitKnown(sums.commitKnown)
              .setSha(sums.sha)
              .setRepository(sums.repository)
              .build());
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
        .build();
  }
}
