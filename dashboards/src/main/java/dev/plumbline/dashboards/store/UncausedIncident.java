package dev.plumbline.dashboards.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident that fails no deployment.
 *
 * @param service empty when none is known
 * @param environment as the incident names it; null when it names none
 * @param reason why it fails none; null when nobody said
 */
public record UncausedIncident(
    String service,
    String source,
    String incident,
    @Nullable String name,
    @Nullable String environment,
    String state,
    @Nullable Instant startedAt,
    @Nullable Instant resolvedAt,
    @Nullable String reason) {}
