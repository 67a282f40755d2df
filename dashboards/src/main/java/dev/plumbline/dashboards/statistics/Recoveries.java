package dev.plumbline.dashboards.statistics;

import dev.plumbline.dashboards.statistics.KaplanMeier.Observation;
import dev.plumbline.dashboards.store.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long failures lasted, as somebody knew it at a time: what was over later is open then, and
 * what failed later is not there yet.
 */
public final class Recoveries {

  private final List<Observation> observations = new ArrayList<>();
  private int excluded;

  private Recoveries() {}

  /** The failures as of a time. */
  public static Recoveries of(List<Failure> failures, Instant asOf) {
    Recoveries recoveries = new Recoveries();
    failures.stream()
        .filter(failure -> !failure.finishedAt().isAfter(asOf))
        .forEach(failure -> recoveries.add(failure, asOf));
    return recoveries;
  }

  private void add(Failure failure, Instant asOf) {
    Instant recoveredAt = failure.recoveredAt();
    boolean hasEnded = recoveredAt != null && !recoveredAt.isAfter(asOf);
    Duration lasted =
        Duration.between(failure.failedAt(), hasEnded && recoveredAt != null ? recoveredAt : asOf);
    if (lasted.isNegative()) {
      excluded++;
    } else {
      observations.add(new Observation(lasted.getSeconds(), hasEnded));
    }
  }

  /** How many failures there are. */
  public int failures() {
    return observations.size() + excluded;
  }

  /** How many are over. */
  public long recovered() {
    return observations.stream().filter(Observation::hasEnded).count();
  }

  /** How many are not. */
  public long open() {
    return observations.size() - recovered();
  }

  /** How many ended before they began, so that one of two clocks is wrong. */
  public int excluded() {
    return excluded;
  }

  /** Median seconds of those that are over; empty without any. */
  public OptionalDouble median() {
    double[] seconds =
        observations.stream()
            .filter(Observation::hasEnded)
            .mapToDouble(Observation::duration)
            .sorted()
            .toArray();
    int middle = seconds.length / 2;
    if (seconds.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2);
  }

  /** Kaplan-Meier median in seconds; empty when half of them have not been over yet. */
  public OptionalDouble kaplanMeier() {
    return KaplanMeier.of(observations).median();
  }
}
