package dev.plumbline.streams.delivery.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Which deployment caused an incident, or why none is blamed.
 *
 * @param deployment the deployment
 * @param foundBy deployment, commit, version or window
 * @param reason unknown-service, start-unknown or no-deployment
 */
record Cause(@Nullable DeploymentId deployment, @Nullable String foundBy, @Nullable String reason) {

  static final Cause UNKNOWN_SERVICE = new Cause(null, null, "unknown-service");
  static final Cause START_UNKNOWN = new Cause(null, null, "start-unknown");
  static final Cause NO_DEPLOYMENT = new Cause(null, null, "no-deployment");
}
