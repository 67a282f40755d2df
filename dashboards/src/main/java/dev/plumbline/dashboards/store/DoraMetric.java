package dev.plumbline.dashboards.store;

import dev.plumbline.metric.Grain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** DORA's metrics and their variants, as rows name them. */
public enum DoraMetric {
  DEPLOYMENT_FREQUENCY("deployment-frequency", "deployment-frequency@1", Kind.COUNT),
  DEPLOYMENT_DAYS("deployment-days", "deployment-frequency/days@1", Kind.COUNT),
  CHANGE_LEAD_TIME("change-lead-time", "change-lead-time/commit@1", Kind.DURATION),
  CHANGE_LEAD_TIME_PULL_REQUEST(
      "change-lead-time-pull-request", "change-lead-time/pull-request@1", Kind.PEOPLE),
  CHANGE_LEAD_TIME_CODING(
      "change-lead-time-coding", "change-lead-time/pull-request/coding@1", Kind.PEOPLE),
  CHANGE_LEAD_TIME_PICKUP(
      "change-lead-time-pickup", "change-lead-time/pull-request/pickup@1", Kind.PEOPLE),
  CHANGE_LEAD_TIME_REVIEW(
      "change-lead-time-review", "change-lead-time/pull-request/review@1", Kind.PEOPLE),
  CHANGE_LEAD_TIME_MERGE("change-lead-time-merge", "change-lead-time/merge@1", Kind.DURATION),
  CHANGE_FAIL_RATE("change-fail-rate", "change-fail-rate@1", Kind.RATE),
  FAILED_DEPLOYMENT_RECOVERY_TIME(
      "failed-deployment-recovery-time", "failed-deployment-recovery-time@1", Kind.DURATION),
  DEPLOYMENT_REWORK_RATE("deployment-rework-rate", "deployment-rework-rate@1", Kind.RATE);

  /** What a value is. */
  private enum Kind {
    /** How many: nought when there is none. */
    COUNT,
    /** Median of seconds. */
    DURATION,
    /** Median of seconds that people took: by months only, and for groups only. */
    PEOPLE,
    /** Per cent. */
    RATE
  }

  private final String id;
  private final String definition;
  private final Kind kind;

  DoraMetric(String id, String definition, Kind kind) {
    this.id = id;
    this.definition = definition;
    this.kind = kind;
  }

  /** Its name in rows and parameters. */
  public String id() {
    return id;
  }

  /** Id and version of its definition. */
  public String definition() {
    return definition;
  }

  /** What its values are: deployments, days, seconds or per cent. */
  public String unit() {
    return switch (kind) {
      case COUNT -> this == DEPLOYMENT_DAYS ? "days" : "deployments";
      case DURATION, PEOPLE -> "seconds";
      case RATE -> "per cent";
    };
  }

  /** Whether it is about people, and told for months and groups only. */
  public boolean isAboutPeople() {
    return kind == Kind.PEOPLE;
  }

  /** Whether a period without any fact says nought, and not that there is nothing to say. */
  public boolean isCount() {
    return kind == Kind.COUNT;
  }

  /** The metrics that there are by a grain. */
  public static List<DoraMetric> by(Grain grain) {
    return Arrays.stream(values())
        .filter(metric -> grain == Grain.MONTH || !metric.isAboutPeople())
        .toList();
  }

  /** The metric of that name. */
  public static Optional<DoraMetric> of(String id) {
    return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(DoraMetric::id).toList();
  }
}
