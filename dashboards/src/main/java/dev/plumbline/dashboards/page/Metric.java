package dev.plumbline.dashboards.page;

import java.math.BigDecimal;
import java.util.List;

/** What the page shows. */
enum Metric {
  DEPLOYMENT_FREQUENCY(
      "deployment-frequency",
      "deployment-frequency@1",
      "Deployment frequency",
      "deployments",
      Kind.COUNT),
  DEPLOYMENT_DAYS(
      "deployment-days",
      "deployment-frequency/days@1",
      "Deployment days",
      "days with a deployment",
      Kind.COUNT),
  CHANGE_LEAD_TIME(
      "change-lead-time",
      "change-lead-time/commit@1",
      "Change lead time",
      "changes",
      Kind.DURATION),
  CODING(
      "change-lead-time-coding",
      "change-lead-time/pull-request@1",
      "Coding",
      "pull requests",
      Kind.DURATION),
  PICKUP(
      "change-lead-time-pickup",
      "change-lead-time/pull-request@1",
      "Pickup",
      "pull requests",
      Kind.DURATION),
  REVIEW(
      "change-lead-time-review",
      "change-lead-time/pull-request@1",
      "Review",
      "pull requests",
      Kind.DURATION),
  DEPLOY(
      "change-lead-time-merge",
      "change-lead-time/merge@1",
      "Deploy",
      "pull requests",
      Kind.DURATION),
  CHANGE_FAIL_RATE(
      "change-fail-rate",
      "change-fail-rate@1",
      "Change fail rate",
      "finished deployments",
      Kind.RATE),
  RECOVERY_TIME(
      "failed-deployment-recovery-time",
      "failed-deployment-recovery-time@1",
      "Failed deployment recovery time",
      "failed deployments",
      Kind.DURATION),
  REWORK_RATE(
      "deployment-rework-rate",
      "deployment-rework-rate@1",
      "Deployment rework rate",
      "finished deployments",
      Kind.RATE),
  TICKETS_RECEIVED(
      "ops-tickets-received", "ops-demand/tickets@1", "Tickets received", "tickets", Kind.COUNT);

  /** DORA's five. */
  static final List<Metric> FIVE =
      List.of(DEPLOYMENT_FREQUENCY, CHANGE_LEAD_TIME, CHANGE_FAIL_RATE, RECOVERY_TIME, REWORK_RATE);

  /** What a change goes through from its first commit to its deployment. */
  static final List<Metric> STAGES = List.of(CODING, PICKUP, REVIEW, DEPLOY);

  private enum Kind {
    COUNT,
    DURATION,
    RATE
  }

  private final String id;
  private final String definition;
  private final String title;
  private final String facts;
  private final Kind kind;

  Metric(String id, String definition, String title, String facts, Kind kind) {
    this.id = id;
    this.definition = definition;
    this.title = title;
    this.facts = facts;
    this.kind = kind;
  }

  /** Its name in rows. */
  String id() {
    return id;
  }

  String definition() {
    return definition;
  }

  String title() {
    return title;
  }

  /** What n counts, in the plural. */
  String facts() {
    return facts;
  }

  boolean isCount() {
    return kind == Kind.COUNT;
  }

  boolean isRate() {
    return kind == Kind.RATE;
  }

  /** A value as people read it. */
  String written(BigDecimal value) {
    return switch (kind) {
      case COUNT -> Words.number(value);
      case DURATION -> Words.duration(value);
      case RATE -> Words.percent(value);
    };
  }

  /** A value to the last digit that is stored. */
  String exactly(BigDecimal value) {
    return switch (kind) {
      case COUNT -> value.stripTrailingZeros().toPlainString();
      case DURATION -> Words.exactly(value);
      case RATE -> value.stripTrailingZeros().toPlainString() + " %";
    };
  }
}
