package dev.plumbline.dashboards.store;

import java.time.Instant;

/**
 * What of a scope's history is asked for.
 *
 * @param from inclusive
 * @param to exclusive
 * @param most rows, the newest first
 */
public record HistoryFilter(ScopeQuestion scope, Instant from, Instant to, int most) {}
