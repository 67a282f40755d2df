package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The periods that are shown.
 *
 * @param grain their length
 * @param periods first days, ascending, none left out
 * @param firstFull the first that can be full: what the data begin in is not
 * @param asOf a period that ends after this day is not full either
 */
record Span(Grain grain, List<LocalDate> periods, LocalDate firstFull, LocalDate asOf) {

  private static final int MOST_MONTHS = 24;
  private static final int MOST_DAYS = 92;

  /**
   * The periods that answer a question.
   *
   * @param begin first period of the data
   */
  static Span of(Question question, Grain grain, LocalDate begin) {
    LocalDate asOf = question.asOf();
    LocalDate dataStart = Periods.startOf(grain, begin);
    LocalDate first = first(question, grain, dataStart);
    LocalDate last = last(question, grain);
    List<LocalDate> periods =
        Stream.iterate(first, each -> !each.isAfter(last), each -> Periods.next(grain, each))
            .toList();
    return new Span(grain, periods, Periods.next(grain, dataStart), asOf);
  }

  private static LocalDate first(Question question, Grain grain, LocalDate dataStart) {
    LocalDate from = question.from();
    if (from != null) {
      return Periods.firstFrom(grain, from.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    LocalDate end = question.to() == null ? question.asOf() : question.to();
    LocalDate earliest =
        grain == Grain.DAY && question.grain() == Grain.DAY
            ? end.minusDays(MOST_DAYS)
            : end.minusMonths(MOST_MONTHS);
    LocalDate start = Periods.startOf(grain, earliest);
    return start.isAfter(dataStart) ? start : dataStart;
  }

  private static LocalDate last(Question question, Grain grain) {
    LocalDate running = Periods.startOf(grain, question.asOf());
    // A running period holds what has happened by now, which is right only if it is asked now.
    LocalDate last =
        question.asOf().equals(question.today())
            ? running
            : Periods.startOf(grain, running.minusDays(1));
    LocalDate to = question.to();
    LocalDate wanted = to == null ? last : Periods.startOf(grain, to.minusDays(1));
    return wanted.isBefore(last) ? wanted : last;
  }

  boolean isPartial(LocalDate period) {
    return Periods.next(grain, period).isAfter(asOf);
  }

  /** Periods whose figures will not grow and whose beginning is measured too. */
  List<LocalDate> full() {
    return periods.stream()
        .filter(period -> !period.isBefore(firstFull) && !isPartial(period))
        .toList();
  }

  @Nullable LocalDate lastFull() {
    List<LocalDate> full = full();
    return full.isEmpty() ? null : full.get(full.size() - 1);
  }

  /** First day after all. */
  LocalDate end() {
    return Periods.next(grain, periods.get(periods.size() - 1));
  }
}
