package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.Grain;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Of what values are kept, with the metric that tells their distribution. */
public enum Measure {
  COMMIT("change-lead-time", "change-lead-time/commit@1", Grain.DAY),
  PULL_REQUEST("change-lead-time-pull-request", "change-lead-time/pull-request@1", Grain.MONTH),
  MERGE("change-lead-time-merge", "change-lead-time/merge@1", Grain.MONTH),
  CODING("change-lead-time-coding", "change-lead-time/pull-request/coding@1", Grain.MONTH),
  PICKUP("change-lead-time-pickup", "change-lead-time/pull-request/pickup@1", Grain.MONTH),
  REVIEW("change-lead-time-review", "change-lead-time/pull-request/review@1", Grain.MONTH),
  RECOVERY("failed-deployment-recovery-time", "failed-deployment-recovery-time@1", Grain.DAY),
  /** No durations but people, each as a number: only how many differ is told. */
  PULL_REQUEST_PEOPLE,
  CODING_PEOPLE,
  PICKUP_PEOPLE,
  REVIEW_PEOPLE;

  private static final Map<String, Measure> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(Measure::id, Function.identity()));

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String metric;
  private final String definition;
  private final Grain shortest;

  Measure() {
    this("", "", Grain.MONTH);
  }

  Measure(String metric, String definition, Grain shortest) {
    this.metric = metric;
    this.definition = definition;
    this.shortest = shortest;
  }

  /** The measure as records between the stages name it, null when it is none of these. */
  public static @Nullable Measure of(String id) {
    return BY_ID.get(id);
  }

  /** As records between the stages name it. */
  public String id() {
    return id;
  }

  String metric() {
    return metric;
  }

  String definition() {
    return definition;
  }

  /** Whether it is no durations but people. */
  boolean isPeople() {
    return metric.isEmpty();
  }

  /** Whose work went into the durations, null where they are not about people. */
  @Nullable Measure people() {
    return of(id + "-people");
  }

  /** Whether periods of the grain tell it: figures about pull requests are for months only. */
  public boolean isToldFor(Grain grain) {
    return grain.compareTo(shortest) >= 0;
  }
}
