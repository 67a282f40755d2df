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
 * @param value the headline: a count for frequencies, the median for durations
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
    @Nullable BigDecimal value) {}
