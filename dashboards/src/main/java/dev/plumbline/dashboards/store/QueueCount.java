package dev.plumbline.dashboards.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a queue received in a period.
 *
 * @param queue its name; null for all that are not among the greatest
 * @param period first day
 * @param value how much
 */
public record QueueCount(@Nullable String queue, LocalDate period, BigDecimal value) {}
