package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.List;

/**
 * An incident, merged from all that was observed of it.
 *
 * @param service empty when none is known
 * @param environment null when it names none
 * @param resolvedAt null while it is not resolved
 */
record Incident(
    String service,
    String source,
    String id,
    String name,
    String environment,
    String state,
    Instant startedAt,
    Instant resolvedAt,
    String severity,
    List<String> deployments,
    List<String> commits,
    List<String> versions) {

  /** As it stands on deployments. */
  String fullName() {
    return source + ":" + id;
  }
}
