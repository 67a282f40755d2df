package dev.plumbline.dashboards.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for.
 *
 * @param services names, or none for all
 * @param environments names, or none for all
 * @param from earliest commit time
 * @param to commit time that is no longer asked for
 */
public record ChangeFilter(
    List<String> services,
    List<String> environments,
    @Nullable Instant from,
    @Nullable Instant to) {}
