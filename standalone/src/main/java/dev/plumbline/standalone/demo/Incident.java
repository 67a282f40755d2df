package dev.plumbline.standalone.demo;

import java.time.Instant;

/**
 * An incident that a deployment caused.
 *
 * @param release the deployment
 */
record Incident(Release release, Instant startedAt, Instant resolvedAt) {

  /** As the tool that calls people names it. */
  String id() {
    return "Q%04dX%04d".formatted(release.service().index(), release.number());
  }
}
