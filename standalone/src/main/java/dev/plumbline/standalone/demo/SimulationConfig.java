package dev.plumbline.standalone.demo;

import java.time.LocalDate;

/**
 * What is simulated. The same configuration gives the same organisation, byte for byte.
 *
 * @param seed of every random draw
 * @param until first day that is not simulated any more
 * @param months simulated before that day
 * @param streamTeams teams that build the product; a platform team, two for operations and one that
 *     enables others stand beside them
 * @param servicesPerTeam of a stream team; every other one has one more
 * @param developers in all, at the end
 * @param deploymentsPerMonth of a service without platform
 * @param requestsPerMonth to ops, infrastructure and platform, of a stream team without platform
 */
public record SimulationConfig(
    long seed,
    LocalDate until,
    int months,
    int streamTeams,
    int servicesPerTeam,
    int developers,
    double deploymentsPerMonth,
    double requestsPerMonth,
    Effects effects) {

  public static final long DEFAULT_SEED = 42;

  /** The demo: 16 teams, 60 services, 200 developers, 18 months. */
  public static SimulationConfig demo(long seed, LocalDate until) {
    return new SimulationConfig(seed, until, 18, 12, 4, 200, 1.2, 9, Effects.BUILT_IN);
  }

  /** The same with less of everything, for a quick look. */
  public static SimulationConfig small(long seed, LocalDate until) {
    return new SimulationConfig(seed, until, 6, 3, 1, 24, 4, 8, Effects.BUILT_IN);
  }

  /** First day. */
  public LocalDate start() {
    return until.minusMonths(months);
  }
}
