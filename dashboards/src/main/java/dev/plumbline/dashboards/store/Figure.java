package dev.plumbline.dashboards.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a scope in a period, with what it rests on.
 *
 * @param metric its name
 * @param definition id and version of its definition
 * @param period first day
 * @param n facts that went in
 * @param excluded facts that did not
 * @param excludedByReason the same by reason
 * @param median seconds
 * @param p75 seconds
 * @param p90 seconds
 * @param value the headline: a count for frequencies, the median for durations, per cent for rates
 * @param parts what makes it up, by combination of classes
 * @param suppressed why the figure is not shown; null when it is
 */
public record Figure(
    String metric,
    String definition,
    LocalDate period,
    long n,
    long excluded,
    Map<String, Long> excludedByReason,
    @Nullable BigDecimal median,
    @Nullable BigDecimal p75,
    @Nullable BigDecimal p90,
    @Nullable BigDecimal value,
    Map<String, Long> parts,
    @Nullable String suppressed) {

  /** The same with other parts. */
  public Figure with(Map<String, Long> otherParts, BigDecimal otherValue) {
    return new Figure(
        metric,
        definition,
        period,
        n,
        excluded,
        excludedByReason,
        median,
        p75,
        p90,
        otherValue,
        otherParts,
        suppressed);
  }
}
