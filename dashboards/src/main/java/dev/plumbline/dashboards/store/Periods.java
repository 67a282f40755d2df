package dev.plumbline.dashboards.store;

import dev.plumbline.metric.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Days, ISO weeks and months in UTC: which of them start within a half-open range of time. */
public final class Periods {

  private Periods() {}

  /** The first period that starts at or after the instant. */
  public static LocalDate firstFrom(Grain grain, Instant from) {
    LocalDate start = startOf(grain, dayOf(from));
    return start.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(from)
        ? start.plus(1, unit(grain))
        : start;
  }

  /** The last period that starts before the instant. */
  public static LocalDate lastBefore(Grain grain, Instant to) {
    return startOf(grain, dayOf(to.minusNanos(1)));
  }

  /** How many periods start from the first to the last, both included. */
  public static long count(Grain grain, LocalDate first, LocalDate last) {
    return first.isAfter(last) ? 0 : unit(grain).between(first, last) + 1;
  }

  /** The period that follows one. */
  public static LocalDate next(Grain grain, LocalDate start) {
    return start.plus(1, unit(grain));
  }

  /** The period that a day falls in. */
  public static LocalDate startOf(Grain grain, LocalDate day) {
    return switch (grain) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** The grain's name in parameters and rows. */
  public static String name(Grain grain) {
    return grain.name().toLowerCase(Locale.ROOT);
  }

  static String step(Grain grain) {
    return "1 " + name(grain);
  }

  private static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static ChronoUnit unit(Grain grain) {
    return switch (grain) {
      case DAY -> ChronoUnit.DAYS;
      case WEEK -> ChronoUnit.WEEKS;
      case MONTH -> ChronoUnit.MONTHS;
    };
  }
}
