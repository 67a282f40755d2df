package dev.plumbline.oracle.delivery;

import java.util.List;

/**
 * A finished deployment with what it is the first to contain.
 *
 * @param isFirst whether it is the first successful one of its service and environment
 */
record Carried(
    Deployed deployment,
    boolean isFirst,
    Verdict verdict,
    List<Commit> commits,
    List<Opened> pullRequests) {}
