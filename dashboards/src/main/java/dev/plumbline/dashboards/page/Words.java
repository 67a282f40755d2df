package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.Period;
import dev.plumbline.metric.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and dates as people read them. */
final class Words {

  static final double HOUR = 3600;
  static final double DAY = 24 * HOUR;

  private static final DateTimeFormatter SHORT_MONTH = format("MMM yyyy");
  private static final DateTimeFormatter LONG_MONTH = format("MMMM yyyy");
  private static final DateTimeFormatter SHORT_DAY = format("d MMM");
  private static final DateTimeFormatter LONG_DAY = format("d MMMM yyyy");
  private static final DateTimeFormatter MOMENT = format("d MMM yyyy, HH:mm");

  private Words() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A count, or a mean of counts with one decimal. */
  static String number(BigDecimal number) {
    BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() <= 0
        ? number(rounded.longValue())
        : String.format(Locale.ROOT, "%,.1f", rounded);
  }

  /** A share as it is stored: to round it again could round it twice. */
  static String percent(BigDecimal percent) {
    return plain(percent) + " %";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** By how much one share is more or less than the other, in percentage points. */
  static String points(BigDecimal before, BigDecimal after) {
    BigDecimal points = after.subtract(before);
    return sign(points) + plain(points.abs()) + " points";
  }

  /** A duration in the unit that suits it. */
  static String duration(BigDecimal seconds) {
    return duration(seconds, seconds);
  }

  /** A duration in the unit that suits another, greater one. */
  static String duration(BigDecimal seconds, BigDecimal greater) {
    Unit unit = Unit.of(greater);
    String number = unit.number(seconds);
    return number + " " + unit.name + (number.equals("1") || number.equals("1.0") ? "" : "s");
  }

  /** Two durations in the unit that suits another, greater one; one when they read the same. */
  static String durations(BigDecimal least, BigDecimal most, BigDecimal greater) {
    Unit unit = Unit.of(greater);
    String from = unit.number(least);
    String to = unit.number(most);
    return from.equals(to) ? duration(most, greater) : from + "–" + to + " " + unit.name + "s";
  }

  private enum Unit {
    SECOND("second", 1, 120),
    MINUTE("minute", 60, 120 * 60),
    HOUR("hour", Words.HOUR, 48 * Words.HOUR),
    DAY("day", Words.DAY, Double.POSITIVE_INFINITY);

    private final String name;
    private final double seconds;
    private final double end;

    Unit(String name, double seconds, double end) {
      this.name = name;
      this.seconds = seconds;
      this.end = end;
    }

    static Unit of(BigDecimal seconds) {
      return Stream.of(values())
          .filter(unit -> seconds.doubleValue() < unit.end)
          .findFirst()
          .orElse(DAY);
    }

    String number(BigDecimal length) {
      double number = length.doubleValue() / seconds;
      return this == SECOND
          ? Words.number(Math.round(number))
          : String.format(Locale.ROOT, "%,.1f", number);
    }
  }

  /** A duration to the last digit that is stored. */
  static String exactly(BigDecimal seconds) {
    return seconds.stripTrailingZeros().toPlainString() + " s";
  }

  static Period period(Span span, LocalDate start) {
    String tick = span.grain() == Grain.MONTH ? SHORT_MONTH.format(start) : SHORT_DAY.format(start);
    return new Period(tick, name(span.grain(), start), span.isPartial(start));
  }

  /** A period in words. */
  static String name(Grain grain, LocalDate start) {
    return switch (grain) {
      case DAY -> LONG_DAY.format(start);
      case WEEK -> "week of " + LONG_DAY.format(start);
      case MONTH -> LONG_MONTH.format(start);
    };
  }

  /** The grain as the heading of a column. */
  static String title(Grain grain) {
    return switch (grain) {
      case DAY -> "Day";
      case WEEK -> "Week";
      case MONTH -> "Month";
    };
  }

  /** From the first to the last month. */
  static String months(LocalDate first, LocalDate last) {
    return first.getYear() == last.getYear()
        ? format("MMM").format(first) + "–" + SHORT_MONTH.format(last)
        : SHORT_MONTH.format(first) + "–" + SHORT_MONTH.format(last);
  }

  static String day(LocalDate day) {
    return LONG_DAY.format(day);
  }

  static String moment(Instant instant) {
    return MOMENT.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
  }

  /** By how much one is more or less than the other, such as {@code +12 %}; null of nought. */
  static @Nullable String change(BigDecimal before, BigDecimal after) {
    if (before.signum() == 0) {
      return null;
    }
    BigDecimal percent =
        after
            .subtract(before)
            .multiply(BigDecimal.valueOf(100))
            .divide(before.abs(), 0, RoundingMode.HALF_UP);
    return sign(percent) + number(percent.abs().longValue()) + " %";
  }

  private static String sign(BigDecimal change) {
    return change.signum() > 0 ? "+" : change.signum() < 0 ? "−" : "±";
  }
}
