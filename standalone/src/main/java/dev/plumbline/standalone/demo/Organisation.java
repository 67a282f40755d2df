package dev.plumbline.standalone.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who there is: teams, when they adopt the platform, their services and their people. */
record Organisation(List<Team> teams, List<Service> services, List<Developer> developers) {

  private static final List<String> STREAM_TEAMS =
      List.of(
          "checkout",
          "search",
          "payments",
          "catalog",
          "orders",
          "shipping",
          "accounts",
          "pricing",
          "loyalty",
          "content",
          "mobile",
          "insights",
          "returns",
          "stores",
          "gifts",
          "support");
  private static final List<String> PARTS =
      List.of("api", "web", "worker", "events", "gateway", "jobs", "sync", "admin");
  private static final List<String> FIRST_NAMES =
      List.of(
          "ada", "ben", "cleo", "dara", "eli", "fay", "gus", "hana", "ivo", "jun", "kai", "lea",
          "max", "nia", "ola", "pia", "quin", "rui", "sol", "tess", "uma", "vic", "wim", "xan",
          "yuki", "zoe");
  private static final double STREAM_SHARE = 0.8;
  private static final double JOINING_SHARE = 0.36;
  private static final double FIRST_PULL_REQUEST_WORKDAYS = 9;
  private static final double FIRST_PULL_REQUEST_SIGMA = 0.45;
  private static final double SHORTEST_ONBOARDING_WORKDAYS = 0.5;
  private static final int TEAMS_PER_CONTROL = 6;

  static Organisation of(SimulationConfig config) {
    List<Team> teams = teams(config);
    List<Service> services = services(config, teams);
    return new Organisation(teams, services, developers(config, teams));
  }

  /** The developers of a team. */
  List<Developer> of(Team team) {
    return developers.stream().filter(developer -> developer.team().equals(team)).toList();
  }

  private static List<Team> teams(SimulationConfig config) {
    if (config.streamTeams() > STREAM_TEAMS.size()) {
      throw new IllegalArgumentException(
          "Expected at most " + STREAM_TEAMS.size() + " stream teams, got " + config.streamTeams());
    }
    Map<String, LocalDate> adopted = adoption(config);
    Randomness randomness = Randomness.of(config.seed(), "teams");
    List<Team> teams = new ArrayList<>();
    for (String id : STREAM_TEAMS.subList(0, config.streamTeams())) {
      double hours = randomness.between(60.0, 120.0);
      teams.add(new Team(id, Team.STREAM, adopted.get(id), hours, List.of()));
    }
    teams.add(team("platform", "platform", Simulation.PLATFORM_QUEUE));
    teams.add(team("operations", "ops", Simulation.OPS_QUEUE));
    teams.add(team("infrastructure", "ops", Simulation.INFRA_QUEUE));
    teams.add(team("enablement", "enabling", null));
    return teams;
  }

  private static Team team(String id, String kind, @Nullable String queue) {
    return new Team(id, kind, null, 48, queue == null ? List.of() : List.of(queue));
  }

  /** Team by team on Mondays of the middle third; some never do, to compare with. */
  private static Map<String, LocalDate> adoption(SimulationConfig config) {
    List<String> order =
        Randomness.of(config.seed(), "adoption")
            .shuffled(STREAM_TEAMS.subList(0, config.streamTeams()));
    int never = Math.max(1, config.streamTeams() / TEAMS_PER_CONTROL);
    int adopting = config.streamTeams() - never;
    long days = ChronoUnit.DAYS.between(config.start(), config.until());
    Map<String, LocalDate> adopted = new HashMap<>();
    for (int i = 0; i < adopting; i++) {
      long day = days / 3 + days / 3 * i / Math.max(1, adopting - 1);
      adopted.put(
          order.get(i),
          config.start().plusDays(day).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY)));
    }
    return adopted;
  }

  private static List<Service> services(SimulationConfig config, List<Team> teams) {
    Randomness randomness = Randomness.of(config.seed(), "services");
    List<Service> services = new ArrayList<>();
    int streams = 0;
    for (Team team : teams) {
      int count = team.isStream() ? config.servicesPerTeam() + streams++ % 2 : others(team, config);
      for (int part = 0; part < count; part++) {
        String id = team.id() + "-" + PARTS.get(part);
        services.add(new Service(services.size(), id, team, randomness.happens(0.2)));
      }
    }
    return services;
  }

  private static int others(Team team, SimulationConfig config) {
    return switch (team.kind()) {
      case "platform" -> config.servicesPerTeam();
      case "ops" -> 1;
      default -> 0;
    };
  }

  private static List<Developer> developers(SimulationConfig config, List<Team> teams) {
    Randomness randomness = Randomness.of(config.seed(), "developers");
    List<Team> streams = teams.stream().filter(Team::isStream).toList();
    List<Team> others = teams.stream().filter(team -> !team.isStream()).toList();
    List<Developer> developers = new ArrayList<>();
    for (int i = 0; i < config.developers(); i++) {
      boolean isInStream = i < config.developers() * STREAM_SHARE;
      Team team = isInStream ? streams.get(i % streams.size()) : others.get(i % others.size());
      boolean isJoining =
          isInStream && i >= streams.size() * 2 && randomness.happens(JOINING_SHARE / STREAM_SHARE);
      developers.add(developer(config, i, team, isJoining, randomness));
    }
    return developers;
  }

  private static Developer developer(
      SimulationConfig config, int index, Team team, boolean isJoining, Randomness randomness) {
    String login = FIRST_NAMES.get(index % FIRST_NAMES.size()) + "-" + (index + 11);
    Instant joinedAt = isJoining ? joining(config, randomness) : null;
    Instant firstMergeAt = null;
    if (joinedAt != null) {
      double median =
          FIRST_PULL_REQUEST_WORKDAYS * team.factor(joinedAt, config.effects().firstPullRequest());
      double days =
          Math.max(
              SHORTEST_ONBOARDING_WORKDAYS, randomness.logNormal(median, FIRST_PULL_REQUEST_SIGMA));
      firstMergeAt = WorkCalendar.plusWorkdays(joinedAt, days);
    }
    return new Developer(100_000 + index, login, team, joinedAt, firstMergeAt);
  }

  private static Instant joining(SimulationConfig config, Randomness randomness) {
    long days = ChronoUnit.DAYS.between(config.start(), config.until());
    LocalDate day = config.start().plusDays((long) (randomness.uniform() * days));
    return WorkCalendar.nextWorkTime(day.atTime(9, 0).toInstant(java.time.ZoneOffset.UTC));
  }
}
