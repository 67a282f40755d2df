package dev.plumbline.dashboards.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are asked for.
 *
 * @param queues scope names as {@code jira:OPS}, or none for all
 * @param from earliest creation
 * @param to creation that is no longer asked for
 */
public record TicketFilter(List<String> queues, @Nullable Instant from, @Nullable Instant to) {}
