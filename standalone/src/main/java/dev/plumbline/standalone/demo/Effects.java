package dev.plumbline.standalone.demo;

/**
 * What the simulated platform changes, as it is built in. From the day a team adopts it, its draws
 * come from the same distributions, scaled by these factors.
 *
 * @param leadTime factor on the lead time of a change, commit to production: 0.55 is 45 % shorter
 * @param deployments factor on the number of deployments of a service: 1.3 is 30 % more
 * @param firstPullRequest factor on the working days from joining to the first merged pull request
 * @param requests factor on requests and questions to ops, infrastructure and platform teams;
 *     incidents are not changed
 * @param failures factor on the share of deployments that cause an incident
 * @param recovery factor on the duration of such an incident
 * @param describedBefore share of databases that are described in code one by one without platform
 * @param describedAfter the same of databases of services on the platform
 */
public record Effects(
    double leadTime,
    double deployments,
    double firstPullRequest,
    double requests,
    double failures,
    double recovery,
    double describedBefore,
    double describedAfter) {

  /** The effects of the demo. */
  public static final Effects BUILT_IN = new Effects(0.55, 1.3, 0.5, 0.6, 0.6, 0.5, 0.35, 0.9);
}
