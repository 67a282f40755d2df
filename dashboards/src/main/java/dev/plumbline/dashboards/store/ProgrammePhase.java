package dev.plumbline.dashboards.store;

import java.time.LocalDate;

/**
 * A phase of the platform programme.
 *
 * @param from first day
 * @param to last day
 */
public record ProgrammePhase(String phase, LocalDate from, LocalDate to) {}
