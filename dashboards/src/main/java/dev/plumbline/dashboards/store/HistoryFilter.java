package dev.plumbline.dashboards.store;

import java.time.Instant;

/**
 * What of a scope's history is asked for.
 *
 * @param scopeKind service, team or organisation
 * @param scope its name
 * @param environment of a service; of the others the type of environments
 * @param from inclusive
 * @param to exclusive
 * @param most rows, the newest first
 */
public record HistoryFilter(
    String scopeKind, String scope, String environment, Instant from, Instant to, int most) {}
