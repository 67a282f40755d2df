package dev.plumbline.ingest.organisation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a review can compare, how, and which way is better. */
enum ReviewMetric {
  TIME_TO_FIRST_PR(Effect.RMST_DIFFERENCE_DAYS, "lower"),
  OPS_DEMAND(Effect.RATE_RATIO, "lower"),
  DB_COUNT(Effect.DIFFERENCE, null),
  DB_IAC_SHARE(Effect.DIFFERENCE, "higher"),
  METRICS_AUTOMATED_SHARE(Effect.DIFFERENCE, "higher"),
  PROVISIONING_LATENCY(Effect.RATIO, "lower"),
  SELF_SERVICE_SHARE(Effect.DIFFERENCE, "higher"),
  COST_BASELINE(Effect.RATIO, "lower"),
  PULSE(Effect.DIFFERENCE, "higher"),
  INCIDENT_RATE(Effect.RATE_RATIO, "lower"),
  CHANGE_LEAD_TIME(Effect.RATIO, "lower"),
  DEPLOYMENT_FREQUENCY(Effect.RATE_RATIO, "higher"),
  FAILED_DEPLOYMENT_RECOVERY_TIME(Effect.RATIO, "lower"),
  CHANGE_FAIL_RATE(Effect.DIFFERENCE, "lower"),
  DEPLOYMENT_REWORK_RATE(Effect.DIFFERENCE, "lower");

  /** In which unit a change is told. */
  enum Effect {
    /** Working days saved on average. */
    RMST_DIFFERENCE_DAYS(false),
    /** Of counts for the same exposure. */
    RATE_RATIO(true),
    /** Of times or money. */
    RATIO(true),
    /** Of shares, from 0 to 1. */
    DIFFERENCE(false);

    private final boolean isRatio;

    Effect(boolean isRatio) {
      this.isRatio = isRatio;
    }

    boolean isRatio() {
      return isRatio;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
      return Arrays.stream(values()).map(Effect::label).toList();
    }
  }

  private final Effect effect;
  private final @Nullable String better;

  ReviewMetric(Effect effect, @Nullable String better) {
    this.effect = effect;
    this.better = better;
  }

  Effect effect() {
    return effect;
  }

  /** Lower or higher; null for neither. */
  @Nullable String better() {
    return better;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ReviewMetric::label).toList();
  }

  static Optional<ReviewMetric> of(@Nullable String label) {
    return Arrays.stream(values()).filter(metric -> metric.label().equals(label)).findFirst();
  }
}
