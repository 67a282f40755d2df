package dev.plumbline.standalone.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to production that worked, with what it carries.
 *
 * @param number of the deployment within the service
 * @param failedAt when an attempt of its own failed before it, null for none
 * @param stagedAt when the same went to staging, null where there is none
 * @param carried merged pull requests in the order of their merges; may be none
 */
record Release(
    Service service,
    int number,
    Instant startedAt,
    Instant finishedAt,
    @Nullable Instant failedAt,
    @Nullable Instant stagedAt,
    List<PullRequest> carried) {}
