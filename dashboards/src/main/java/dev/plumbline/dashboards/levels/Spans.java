package dev.plumbline.dashboards.levels;

/** The spans of time that DORA's answers name, in seconds and in days. */
final class Spans {

  static final double HOUR = 3_600;
  static final double DAY = 24 * HOUR;
  static final double WEEK = 7 * DAY;

  /** Thirty days. */
  static final double MONTH = 30 * DAY;

  /** Half of 365 days, rounded down. */
  static final double SIX_MONTHS = 182 * DAY;

  /** What "multiple deploys per day" begins with. */
  static final double MULTIPLE_A_DAY = 2;

  private Spans() {}

  /** How often a day something is done that is done once in this many seconds. */
  static double onceIn(double seconds) {
    return DAY / seconds;
  }
}
