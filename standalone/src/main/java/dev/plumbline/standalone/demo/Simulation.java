package dev.plumbline.standalone.demo;

import java.util.List;

/** Everything that happened in the simulated organisation, known without error. */
record Simulation(
    SimulationConfig config,
    Organisation organisation,
    List<ServiceHistory> histories,
    List<Incident> incidents,
    List<Ticket> tickets,
    List<DatabaseInstance> databases) {

  /** The organisation's name at its hosts. */
  static final String ORGANISATION = "acme";

  static final String GITHUB = "github";
  static final String JIRA = "jira";
  static final String PAGERDUTY = "pagerduty";
  static final String OPS_QUEUE = "jira:OPS";
  static final String INFRA_QUEUE = "jira:INFRA";

  /** Issues of a repository that nothing is built from. */
  static final String PLATFORM_REPOSITORY = "acme/platform";

  static final String PLATFORM_QUEUE = GITHUB + ":" + PLATFORM_REPOSITORY;
  static final String PRODUCTION = "production";
  static final String STAGING = "staging";

  static Simulation of(SimulationConfig config) {
    Organisation organisation = Organisation.of(config);
    List<ServiceHistory> histories =
        organisation.services().stream()
            .map(service -> ServiceHistories.of(config, organisation, service))
            .toList();
    return new Simulation(
        config,
        organisation,
        histories,
        histories.stream().flatMap(history -> Incidents.of(config, history).stream()).toList(),
        Tickets.of(config, organisation),
        Databases.of(config, organisation));
  }
}
