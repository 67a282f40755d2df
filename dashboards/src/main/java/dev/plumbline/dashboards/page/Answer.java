package dev.plumbline.dashboards.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has changed, in a sentence: the last three full months against the first three. Two windows
 * side by side are no proof of a cause, and the caveat says so.
 *
 * @param sentence the answer
 * @param caveat what it rests on
 */
record Answer(String sentence, String caveat) {

  private static final int WINDOW = 3;

  /** The answer from courses by month, in the order in which they are told. */
  static Answer of(List<Course> monthly) {
    List<Course> told = monthly.stream().filter(course -> !course.isEmpty()).toList();
    List<LocalDate> full = monthly.get(0).span().full();
    if (full.size() < 2 * WINDOW || told.isEmpty()) {
      return new Answer(
          "Not enough data for a comparison yet.",
          "It takes %d full months; %s in the range shown. The month in which the data begin and the running month are not full."
              .formatted(2 * WINDOW, full.size() == 1 ? "there is 1" : "there are " + full.size()));
    }
    List<LocalDate> before = full.subList(0, WINDOW);
    List<LocalDate> after = full.subList(full.size() - WINDOW, full.size());
    String sentence =
        told.stream()
            .map(course -> clause(course, before, after))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return new Answer(
        sentence.isEmpty() ? "No data in the two windows that are compared." : capital(sentence),
        caveat(told, before, after));
  }

  private static String caveat(List<Course> told, List<LocalDate> before, List<LocalDate> after) {
    String counts =
        told.stream()
            .map(
                course ->
                    "%s and %s %s"
                        .formatted(
                            Words.number(n(course, before)),
                            Words.number(n(course, after)),
                            course.metric().facts()))
            .collect(Collectors.joining(", "));
    return "%s compared with %s: n = %s. Two windows of three full months side by side; other causes are not excluded."
        .formatted(months(after), months(before), counts);
  }

  private static long n(Course course, List<LocalDate> window) {
    return window.stream().mapToLong(course::n).sum();
  }

  private static Optional<String> clause(
      Course course, List<LocalDate> before, List<LocalDate> after) {
    return course.metric().isCount()
        ? Optional.of(counted(course, before, after))
        : measured(course, before, after);
  }

  private static String counted(Course course, List<LocalDate> before, List<LocalDate> after) {
    BigDecimal first = mean(course, before);
    BigDecimal last = mean(course, after);
    String noun =
        course.metric() == Metric.TICKETS_RECEIVED ? "tickets received" : course.metric().facts();
    int order = last.compareTo(first);
    return order == 0
        ? "%s stayed at %s a month".formatted(noun, Words.number(last))
        : "%s %s from %s to %s a month"
            .formatted(noun, order > 0 ? "rose" : "fell", Words.number(first), Words.number(last));
  }

  private static BigDecimal mean(Course course, List<LocalDate> window) {
    return window.stream()
        .map(course::value)
        .map(Objects::requireNonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(window.size()), 1, RoundingMode.HALF_UP);
  }

  /** Medians of months do not add up to one of three months, so they are told as a range. */
  private static Optional<String> measured(
      Course course, List<LocalDate> before, List<LocalDate> after) {
    List<BigDecimal> first = values(course, before);
    List<BigDecimal> last = values(course, after);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal greatest = greatest(first).max(greatest(last));
    boolean isLower = greatest(last).compareTo(first.get(0)) < 0;
    boolean isHigher = last.get(0).compareTo(greatest(first)) > 0;
    return Optional.of(
        "the monthly median change lead time %s from %s to %s"
            .formatted(
                isLower ? "fell" : isHigher ? "rose" : "went",
                Words.durations(first.get(0), greatest(first), greatest),
                Words.durations(last.get(0), greatest(last), greatest)));
  }

  private static BigDecimal greatest(List<BigDecimal> ascending) {
    return ascending.get(ascending.size() - 1);
  }

  private static List<BigDecimal> values(Course course, List<LocalDate> window) {
    return window.stream()
        .flatMap(period -> Stream.ofNullable(course.value(period)))
        .sorted()
        .toList();
  }

  private static String months(List<LocalDate> window) {
    return Words.months(window.get(0), window.get(window.size() - 1));
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }
}
