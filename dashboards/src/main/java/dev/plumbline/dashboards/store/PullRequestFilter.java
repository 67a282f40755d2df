package dev.plumbline.dashboards.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pull requests are asked for.
 *
 * @param repositories names, or none for all
 * @param from earliest opening
 * @param to opening that is no longer asked for
 */
public record PullRequestFilter(
    List<String> repositories, @Nullable Instant from, @Nullable Instant to) {}
