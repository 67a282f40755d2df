package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * A day, an ISO week (from Monday) or a month, in UTC.
 *
 * @param grain its length
 * @param start its first day
 */
public record Period(Grain grain, LocalDate start) {

  /** The period of the grain that the day belongs to. */
  public static Period of(Grain grain, LocalDate day) {
    LocalDate start =
        switch (grain) {
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
        };
    return new Period(grain, start);
  }

  Instant from() {
    return start.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first instant after it. */
  Instant to() {
    return end().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first day after it. */
  public LocalDate end() {
    return switch (grain) {
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
    };
  }
}
