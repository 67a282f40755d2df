package dev.plumbline.dashboards.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments, failures or incidents are asked for.
 *
 * @param services names, or none for all
 * @param environments names, or none for all
 * @param from earliest finish of a deployment, or start of an incident
 * @param to time that is no longer asked for
 */
public record DeploymentFilter(
    List<String> services,
    List<String> environments,
    @Nullable Instant from,
    @Nullable Instant to) {}
