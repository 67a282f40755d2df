package dev.plumbline.dashboards.grafana;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** What is chosen in the time picker. */
record TimeRange(Instant from, Instant to) {

  private static final DateTimeFormatter RFC_3339_NANO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  static TimeRange of(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }

  String fromText() {
    return RFC_3339_NANO.format(from);
  }

  String toText() {
    return RFC_3339_NANO.format(to);
  }
}
