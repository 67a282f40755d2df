package dev.plumbline.dashboards.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that failed, and what is known of its recovery.
 *
 * @param finishedAt the period that it belongs to is the one that holds this
 * @param evidence classes that speak for it, in their order
 * @param failedAt start of the degradation
 * @param recoveredAt its end; null while it is open
 * @param recoveredBy the deployment that removed the cause, where no incident says when it was over
 * @param recoverySeconds from its start to its end; null without an end, or with one before it
 * @param incidents that it caused, as source and incident
 */
public record FailedDeployment(
    String service,
    String environment,
    String deployment,
    Instant finishedAt,
    List<String> evidence,
    Instant failedAt,
    @Nullable Instant recoveredAt,
    @Nullable String recoveredBy,
    @Nullable BigDecimal recoverySeconds,
    List<String> incidents) {}
