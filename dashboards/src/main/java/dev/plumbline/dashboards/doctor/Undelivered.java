package dev.plumbline.dashboards.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What never became a fact.
 *
 * @param quarantined deliveries that could not be used, null when they cannot be counted now
 * @param deadLetters records that the calculation could not use, null likewise
 */
public record Undelivered(@Nullable Long quarantined, @Nullable Long deadLetters) {}
