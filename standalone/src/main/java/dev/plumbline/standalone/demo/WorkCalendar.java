package dev.plumbline.standalone.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Set;

/** When people work: no weekends, no holidays, less in summer. Days are those of UTC. */
final class WorkCalendar {

  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(10, 3),
          MonthDay.of(12, 24),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26),
          MonthDay.of(12, 31));
  private static final int FIRST_HOUR = 8;
  private static final int LAST_HOUR = 18;
  private static final double QUIET_SEASON = 0.75;

  /** Working days of a month on average. */
  static final double WORKDAYS_PER_MONTH = 20.7;

  private WorkCalendar() {}

  static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !HOLIDAYS.contains(MonthDay.from(day));
  }

  /** How much happens on a day, 1 being a usual working day. */
  static double intensity(LocalDate day) {
    if (!isWorkday(day)) {
      return 0;
    }
    boolean isQuiet = day.getMonth() == Month.AUGUST || day.getMonth() == Month.DECEMBER;
    return isQuiet ? QUIET_SEASON : 1;
  }

  static boolean isWorkTime(Instant time) {
    int hour = time.atOffset(ZoneOffset.UTC).getHour();
    return isWorkday(day(time)) && hour >= FIRST_HOUR && hour < LAST_HOUR;
  }

  /** How readily somebody commits at that time, 1 being within working hours. */
  static double willingness(Instant time) {
    if (isWorkTime(time)) {
      return 1;
    }
    return isWorkday(day(time)) ? 0.3 : 0.15;
  }

  /** A moment of the day within working hours. */
  static Instant during(LocalDate day, Randomness randomness) {
    int second = randomness.between(FIRST_HOUR * 3600 + 1800, LAST_HOUR * 3600 - 1800);
    return day.atTime(LocalTime.ofSecondOfDay(second)).toInstant(ZoneOffset.UTC);
  }

  /** The time itself, or the beginning of the next working hours with the minute kept. */
  static Instant nextWorkTime(Instant time) {
    if (isWorkTime(time)) {
      return time;
    }
    LocalDate day = day(time);
    boolean isLater = time.atOffset(ZoneOffset.UTC).getHour() >= FIRST_HOUR;
    if (isLater || !isWorkday(day)) {
      do {
        day = day.plusDays(1);
      } while (!isWorkday(day));
    }
    long within = Math.floorMod(time.getEpochSecond(), 3600L);
    return day.atTime(FIRST_HOUR, 0).toInstant(ZoneOffset.UTC).plusSeconds(within);
  }

  /** The day that many working days later; a fraction is one of the working hours. */
  static Instant plusWorkdays(Instant start, double days) {
    LocalDate day = day(start);
    for (int whole = (int) days; whole > 0; ) {
      day = day.plusDays(1);
      whole -= isWorkday(day) ? 1 : 0;
    }
    long seconds = (long) ((days - (int) days) * (LAST_HOUR - FIRST_HOUR) * 3600);
    return nextWorkTime(day.atTime(FIRST_HOUR, 0).toInstant(ZoneOffset.UTC).plusSeconds(seconds));
  }

  static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
