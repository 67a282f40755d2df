package dev.plumbline.dashboards.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The product-limit estimate of how long something lasts, where some of it has only been seen to
 * last at least so long: E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete
 * Observations", Journal of the American Statistical Association 53 (1958). What ends at a time
 * counts before what is censored at the same time.
 */
public final class KaplanMeier {

  /** A half that went through divisions is rarely exactly one. */
  private static final double ALMOST = 1e-9;

  private static final double HALF = 0.5;

  /**
   * One duration.
   *
   * @param duration in any unit, not negative
   * @param hasEnded false when it was still going on after that time
   */
  public record Observation(double duration, boolean hasEnded) {}

  private record Step(double time, double survival) {}

  private final List<Step> steps;

  private KaplanMeier(List<Step> steps) {
    this.steps = steps;
  }

  /** The estimate from these observations, in any order. */
  public static KaplanMeier of(Collection<Observation> observations) {
    TreeMap<Double, int[]> byTime = new TreeMap<>();
    for (Observation observation : observations) {
      int[] counts = byTime.computeIfAbsent(observation.duration(), time -> new int[2]);
      counts[observation.hasEnded() ? 0 : 1]++;
    }
    List<Step> steps = new ArrayList<>();
    int atRisk = observations.size();
    double survival = 1;
    for (Map.Entry<Double, int[]> time : byTime.entrySet()) {
      int ended = time.getValue()[0];
      if (ended > 0) {
        survival *= (double) (atRisk - ended) / atRisk;
        steps.add(new Step(time.getKey(), survival));
      }
      atRisk -= ended + time.getValue()[1];
    }
    return new KaplanMeier(List.copyOf(steps));
  }

  /** The share that lasts longer than this. */
  public double survivalAfter(double time) {
    double survival = 1;
    for (Step step : steps) {
      if (step.time() > time) {
        break;
      }
      survival = step.survival();
    }
    return survival;
  }

  /**
   * The time after which half is over; empty when that has not been reached. Where exactly half is
   * left for a while, the middle of that while, as R's package survival has it.
   */
  public OptionalDouble median() {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (Math.abs(step.survival() - HALF) < ALMOST) {
        return i + 1 < steps.size()
            ? OptionalDouble.of((step.time() + steps.get(i + 1).time()) / 2)
            : OptionalDouble.of(step.time());
      }
      if (step.survival() < HALF) {
        return OptionalDouble.of(step.time());
      }
    }
    return OptionalDouble.empty();
  }
}
