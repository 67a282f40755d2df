package dev.plumbline.dashboards.store;

import dev.plumbline.metric.Grain;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Optional;

/**
 * A day, an ISO week or a month in UTC.
 *
 * @param grain which of them
 * @param first its first day
 */
public record Period(Grain grain, LocalDate first) {

  /** As it is written: {@code 2025-03}, {@code 2025-W10} or {@code 2025-03-07}. */
  public static Optional<Period> parse(String text) {
    try {
      if (text.matches("\\d{4}-\\d{2}")) {
        return Optional.of(new Period(Grain.MONTH, YearMonth.parse(text).atDay(1)));
      }
      if (text.matches("\\d{4}-W\\d{2}")) {
        return Optional.of(
            new Period(Grain.WEEK, LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE)));
      }
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return Optional.of(new Period(Grain.DAY, LocalDate.parse(text)));
      }
    } catch (DateTimeException e) {
      // As any other text that is no period.
    }
    return Optional.empty();
  }

  /** Its first instant. */
  public Instant from() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first instant after it. */
  public Instant to() {
    return Periods.next(grain, first).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** How many days it has. */
  public long days() {
    return Periods.next(grain, first).toEpochDay() - first.toEpochDay();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return switch (grain) {
      case DAY -> first.toString();
      case WEEK ->
          "%04d-W%02d"
              .formatted(
                  first.get(IsoFields.WEEK_BASED_YEAR),
                  first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> YearMonth.from(first).toString();
    };
  }
}
