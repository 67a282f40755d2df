package dev.plumbline.standalone.demo;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the databases of services, and which of them are described in code one by one. They are
 * part of the model only: nothing takes them in yet.
 */
final class Databases {

  private static final List<String> ENGINES =
      List.of("postgresql", "postgresql", "mysql", "mongodb");
  private static final double SHARE_WITH_DATABASE = 0.7;

  private Databases() {}

  static List<DatabaseInstance> of(SimulationConfig config, Organisation organisation) {
    Randomness randomness = Randomness.of(config.seed(), "databases");
    List<DatabaseInstance> databases = new ArrayList<>();
    for (Service service : organisation.services()) {
      if (randomness.happens(SHARE_WITH_DATABASE)) {
        String engine = randomness.oneOf(ENGINES);
        for (String environment : List.of("staging", "production")) {
          databases.add(database(config, service, environment, engine, randomness));
        }
      }
    }
    return databases;
  }

  private static DatabaseInstance database(
      SimulationConfig config,
      Service service,
      String environment,
      String engine,
      Randomness randomness) {
    long days = ChronoUnit.DAYS.between(config.start(), config.until());
    double share =
        service.team().hasAdoptedBy(WorkCalendar.start(config.until().minusDays(1)))
            ? config.effects().describedAfter()
            : config.effects().describedBefore();
    return new DatabaseInstance(
        service.id() + "-" + environment,
        service,
        environment,
        engine,
        config.start().plusDays((long) (randomness.uniform() * days / 2)),
        randomness.happens(share));
  }
}
