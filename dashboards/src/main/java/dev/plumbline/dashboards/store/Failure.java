package dev.plumbline.dashboards.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed deployment.
 *
 * @param finishedAt when it finished, which decides the period that it belongs to
 * @param failedAt start of the degradation
 * @param recoveredAt its end, null while it is open
 */
public record Failure(Instant finishedAt, Instant failedAt, @Nullable Instant recoveredAt) {}
