package dev.plumbline.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws which deployments cause an incident, with randomness of its own, so that everything else
 * stays as it is. Each begins before the next deployment, so there is no doubt which one caused it.
 */
final class Incidents {

  private static final double SHARE = 0.14;
  private static final double DURATION_HOURS = 3;
  private static final double DURATION_SIGMA = 0.9;
  private static final int EARLIEST_SECONDS = 240;
  private static final int LATEST_SECONDS = 3 * 3600;
  private static final Duration BEFORE_NEXT = Duration.ofMinutes(15);

  private Incidents() {}

  /** The incidents of a service, in the order of the deployments. */
  static List<Incident> of(SimulationConfig config, ServiceHistory history) {
    Randomness randomness = Randomness.of(config.seed(), "incidents " + history.service().id());
    Team team = history.service().team();
    List<Incident> incidents = new ArrayList<>();
    List<Release> releases = history.releases();
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      Instant finishedAt = release.finishedAt();
      boolean happens =
          randomness.happens(SHARE * team.factor(finishedAt, config.effects().failures()));
      Instant startedAt =
          finishedAt.plusSeconds(randomness.between(EARLIEST_SECONDS, LATEST_SECONDS));
      double hours =
          randomness.logNormal(
              DURATION_HOURS * team.factor(finishedAt, config.effects().recovery()),
              DURATION_SIGMA);
      boolean isInTime =
          i + 1 == releases.size() || startedAt.isBefore(firstOf(releases.get(i + 1)));
      if (happens && isInTime) {
        incidents.add(
            new Incident(release, startedAt, startedAt.plusSeconds((long) (hours * 3600))));
      }
    }
    return incidents;
  }

  /** Before anything of the release happens in production. */
  private static Instant firstOf(Release release) {
    Instant failedAt = release.failedAt();
    Instant first = failedAt == null ? release.finishedAt() : failedAt;
    return first.minus(BEFORE_NEXT);
  }
}
