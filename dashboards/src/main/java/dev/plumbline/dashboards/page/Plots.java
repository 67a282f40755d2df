package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.Marker;
import dev.plumbline.dashboards.chart.Plot;
import dev.plumbline.dashboards.chart.Shade;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.dashboards.store.ProgrammePhase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What all charts of a reading have: the axis, when the platform was adopted, and the phases. */
final class Plots {

  private final Reading reading;

  Plots(Reading reading) {
    this.reading = reading;
  }

  /**
   * The plot of a course.
   *
   * @param what the title without the scope
   * @param description what the image says to those who do not see it
   * @param sentences what each period says
   */
  Plot of(
      String id,
      Course course,
      String what,
      String description,
      String unit,
      List<String> sentences) {
    Span span = course.span();
    List<Shade> shades = shades(span);
    return new Plot(
        id,
        what + " " + reading.scope(),
        description + phases(shades),
        unit,
        span.periods().stream().map(period -> Words.period(span, period)).toList(),
        markers(span),
        shades,
        sentences);
  }

  private List<Marker> markers(Span span) {
    LocalDate adopted = reading.adopted();
    return adopted == null
        ? List.of()
        : List.of(new Marker(position(span, adopted), "platform adopted"));
  }

  private List<Shade> shades(Span span) {
    List<Shade> shades = new ArrayList<>();
    for (ProgrammePhase phase : reading.happened().phases()) {
      if (phase.from().isBefore(span.end()) && !phase.to().isBefore(span.periods().get(0))) {
        shades.add(
            new Shade(
                position(span, phase.from()),
                position(span, phase.to().plusDays(1)),
                phase.phase(),
                "%s, %s to %s"
                    .formatted(phase.phase(), Words.day(phase.from()), Words.day(phase.to()))));
      }
    }
    return shades;
  }

  private static String phases(List<Shade> shades) {
    return shades.isEmpty()
        ? ""
        : " Phases of the programme: "
            + String.join("; ", shades.stream().map(Shade::sentence).toList())
            + ".";
  }

  private static double position(Span span, LocalDate day) {
    return position(span, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Where a time is on the axis; beyond it when it is in none of the periods. */
  static double position(Span span, Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    List<LocalDate> periods = span.periods();
    if (day.isBefore(periods.get(0))) {
      return -1;
    }
    if (!day.isBefore(span.end())) {
      return periods.size();
    }
    LocalDate start = Periods.startOf(span.grain(), day);
    Instant begin = start.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = Periods.next(span.grain(), start).atStartOfDay(ZoneOffset.UTC).toInstant();
    return periods.indexOf(start)
        + (double) begin.until(time, ChronoUnit.SECONDS) / begin.until(end, ChronoUnit.SECONDS);
  }

  /** What a period says. */
  static String said(Course course, LocalDate period, String figures) {
    return Words.name(course.span().grain(), period)
        + (course.span().isPartial(period) ? ", so far: " : ": ")
        + figures;
  }

  /** The first and the last full period with a value, in a sentence. */
  static String described(String what, Course course, Function<BigDecimal, String> written) {
    Span span = course.span();
    List<LocalDate> full =
        span.full().stream().filter(period -> course.value(period) != null).toList();
    if (full.isEmpty()) {
      return what + "; no full " + Periods.name(span.grain()) + " with data.";
    }
    LocalDate first = full.get(0);
    LocalDate last = full.get(full.size() - 1);
    return "%s: %s in %s, %s in %s. The table below has every %s."
        .formatted(
            what,
            written.apply(Objects.requireNonNull(course.value(first))),
            Words.name(span.grain(), first),
            written.apply(Objects.requireNonNull(course.value(last))),
            Words.name(span.grain(), last),
            Periods.name(span.grain()));
  }
}
