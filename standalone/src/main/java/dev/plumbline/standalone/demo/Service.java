package dev.plumbline.standalone.demo;

/**
 * A service with a repository of its own.
 *
 * @param index from 0, the order in which services are simulated and sent
 */
record Service(int index, String id, Team team, boolean hasStaging) {

  /** The repository as owner/name. */
  String repository() {
    return Simulation.ORGANISATION + "/" + id;
  }
}
