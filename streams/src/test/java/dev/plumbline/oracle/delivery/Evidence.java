package dev.plumbline.oracle.delivery;

/**
 * A change that says something about deployments.
 *
 * @param kind revert or hotfix
 * @param sha the change
 * @param carrier the first deployment that contains it
 * @param blamed the deployment that failed by its word, null when it blames none
 */
record Evidence(String kind, String sha, Deployed carrier, Deployed blamed) {

  /** As it stands on rows. */
  String name() {
    return kind + ":" + sha;
  }
}
