package dev.plumbline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-07-01");
  private static final Instant END = WorkCalendar.start(UNTIL);
  private static final SimulationConfig CONFIG = SimulationConfig.demo(42, UNTIL);
  private static final Simulation SIMULATION = Simulation.of(CONFIG);

  // Bounds are this many standard errors of what is compared.
  private static final double ERRORS = 3.5;

  @Test
  void shouldHaveTheStatedSize() {
    Organisation organisation = SIMULATION.organisation();

    assertThat(organisation.teams().stream().collect(Collectors.groupingBy(Team::kind)))
        .hasEntrySatisfying("stream", teams -> assertThat(teams).hasSize(12))
        .hasEntrySatisfying("platform", teams -> assertThat(teams).hasSize(1))
        .hasEntrySatisfying("ops", teams -> assertThat(teams).hasSize(2))
        .hasEntrySatisfying("enabling", teams -> assertThat(teams).hasSize(1));
    assertThat(organisation.services()).hasSize(60);
    assertThat(organisation.developers()).hasSize(200);
    assertThat(organisation.teams().stream().map(Team::adopted).filter(Objects::nonNull))
        .hasSize(10)
        .allMatch(day -> day.isAfter(CONFIG.start().plusMonths(5)))
        .allMatch(day -> day.isBefore(CONFIG.start().plusMonths(13)));
  }

  @Test
  void shouldBeTheSameForTheSameSeedAndAnotherForAnother() throws Exception {
    assertThat(Simulation.of(CONFIG)).isEqualTo(SIMULATION);
    assertThat(Simulation.of(SimulationConfig.demo(43, UNTIL))).isNotEqualTo(SIMULATION);
    ServiceHistory history = SIMULATION.histories().get(0);
    ServiceHistory other = Simulation.of(SimulationConfig.demo(43, UNTIL)).histories().get(0);
    assertThat(head(history)).isEqualTo(head(Simulation.of(CONFIG).histories().get(0)));
    assertThat(head(history)).isNotEqualTo(head(other));
  }

  private static String head(ServiceHistory history) throws Exception {
    try (CommitIds ids = new CommitIds()) {
      return Commits.of(history, CONFIG.start(), ids).head().name();
    }
  }

  @Test
  void shouldKeepMomentsInTheirOrder() {
    for (ServiceHistory history : SIMULATION.histories()) {
      Instant deployed = Instant.EPOCH;
      Instant merged = Instant.EPOCH;
      for (Release release : history.releases()) {
        for (PullRequest pullRequest : release.carried()) {
          assertThat(pullRequest.closedAt()).isAfter(merged).isAfter(deployed);
          assertThat(pullRequest.closedAt()).isBefore(release.startedAt());
          assertThat(pullRequest.commits()).isSorted();
          assertThat(pullRequest.openedAt()).isAfter(last(pullRequest.commits()));
          assertThat(pullRequest.reviewedAt()).isAfter(pullRequest.openedAt());
          assertThat(pullRequest.closedAt()).isAfter(pullRequest.reviewedAt());
          assertThat(pullRequest.reviewer()).isNotEqualTo(pullRequest.author());
          merged = pullRequest.closedAt();
        }
        assertThat(release.finishedAt()).isAfter(deployed).isAfter(release.startedAt());
        assertThat(WorkCalendar.isWorkTime(release.finishedAt())).isTrue();
        deployed = release.finishedAt();
      }
    }
  }

  @Test
  void shouldShortenLeadTimesOfEachTeamByTheStatedFactor() {
    for (Team team : adopting()) {
      List<Double> before = leadTimes(team, release -> !team.hasAdoptedBy(release.finishedAt()));
      List<Double> after = leadTimes(team, release -> team.hasAdoptedBy(release.finishedAt()));
      expectRatio(team.id(), before, after, CONFIG.effects().leadTime());
    }
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (Team team : adopting()) {
      // In units of the team's own median, so that teams can be put together.
      leadTimes(team, release -> !team.hasAdoptedBy(release.finishedAt()))
          .forEach(value -> before.add(value / team.leadTimeHours()));
      leadTimes(team, release -> team.hasAdoptedBy(release.finishedAt()))
          .forEach(value -> after.add(value / team.leadTimeHours()));
    }
    expectRatio("all", before, after, CONFIG.effects().leadTime());
  }

  @Test
  void shouldLeaveTeamsWithoutPlatformAsTheyAre() {
    LocalDate middle = CONFIG.start().plusMonths(9);
    for (Team team : SIMULATION.organisation().teams()) {
      if (team.isStream() && team.adopted() == null) {
        Predicate<Release> isEarly =
            release -> WorkCalendar.day(release.finishedAt()).isBefore(middle);
        expectRatio(team.id(), leadTimes(team, isEarly), leadTimes(team, isEarly.negate()), 1);
      }
    }
  }

  @Test
  void shouldDeployMoreOftenByTheStatedFactor() {
    double before = 0;
    double after = 0;
    double daysBefore = 0;
    double daysAfter = 0;
    for (Team team : adopting()) {
      for (Release release : releases(team)) {
        if (team.hasAdoptedBy(release.finishedAt())) {
          after++;
        } else {
          before++;
        }
      }
      long services = services(team);
      daysBefore += services * intensity(CONFIG.start(), team.adopted());
      daysAfter += services * intensity(team.adopted(), UNTIL);
    }
    double ratio = after / daysAfter / (before / daysBefore);
    assertThat(ratio)
        .isCloseTo(
            CONFIG.effects().deployments(),
            within(ERRORS * ratio * Math.sqrt(1 / before + 1 / after)));
  }

  @Test
  void shouldTakeAwayRequestsOfEachTeamByTheStatedFactorAndNoIncidents() {
    double[] all = new double[4];
    for (Team team : adopting()) {
      double before = count(team, true, false);
      double after = count(team, true, true);
      double daysBefore = intensity(CONFIG.start(), team.adopted());
      double daysAfter = intensity(team.adopted(), UNTIL);
      expectRate(team.id(), before, daysBefore, after, daysAfter, CONFIG.effects().requests());
      expectRate(
          team.id(), count(team, false, false), daysBefore, count(team, false, true), daysAfter, 1);
      all[0] += before;
      all[1] += daysBefore;
      all[2] += after;
      all[3] += daysAfter;
    }
    // Teams have the same rate, so their counts and days add up, weighted by their days.
    expectRate("all", all[0], all[1], all[2], all[3], CONFIG.effects().requests());
  }

  @Test
  void shouldBringFirstPullRequestsForwardByTheStatedFactor() {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    List<PullRequest> merged =
        SIMULATION.histories().stream().flatMap(history -> history.merged().stream()).toList();
    for (Developer developer : SIMULATION.organisation().developers()) {
      Instant joined = developer.joinedAt();
      Instant first =
          merged.stream()
              .filter(one -> developer.equals(one.author()))
              .map(PullRequest::closedAt)
              .min(Comparator.naturalOrder())
              .orElse(null);
      if (joined != null && first != null) {
        (developer.team().hasAdoptedBy(joined) ? after : before).add(workdays(joined, first));
      }
    }
    assertThat(before).hasSizeGreaterThan(20);
    assertThat(after).hasSizeGreaterThan(10);
    expectRatio("first pull request", before, after, CONFIG.effects().firstPullRequest());
  }

  @Test
  void shouldDescribeTheStatedShareOfDatabases() {
    for (boolean isAdopted : List.of(false, true)) {
      List<DatabaseInstance> databases =
          SIMULATION.databases().stream()
              .filter(one -> (one.service().team().adopted() != null) == isAdopted)
              .toList();
      double share =
          databases.stream().filter(DatabaseInstance::isDescribed).count()
              / (double) databases.size();
      double stated =
          isAdopted ? CONFIG.effects().describedAfter() : CONFIG.effects().describedBefore();
      assertThat(share)
          .isCloseTo(stated, within(ERRORS * Math.sqrt(stated * (1 - stated) / databases.size())));
    }
  }

  @Test
  void shouldCauseFewerAndShorterIncidentsByTheStatedFactors() {
    double before = 0;
    double after = 0;
    double failedBefore = 0;
    double failedAfter = 0;
    List<Double> hoursBefore = new ArrayList<>();
    List<Double> hoursAfter = new ArrayList<>();
    Set<Release> failed =
        SIMULATION.incidents().stream().map(Incident::release).collect(Collectors.toSet());
    for (Team team : adopting()) {
      for (Release release : releases(team)) {
        boolean isAfter = team.hasAdoptedBy(release.finishedAt());
        after += isAfter ? 1 : 0;
        before += isAfter ? 0 : 1;
        failedAfter += isAfter && failed.contains(release) ? 1 : 0;
        failedBefore += !isAfter && failed.contains(release) ? 1 : 0;
      }
    }
    for (Incident incident : SIMULATION.incidents()) {
      Team team = incident.release().service().team();
      if (team.adopted() != null) {
        boolean isAfter = team.hasAdoptedBy(incident.release().finishedAt());
        (isAfter ? hoursAfter : hoursBefore)
            .add(
                Duration.between(incident.startedAt(), incident.resolvedAt()).toSeconds() / 3600.0);
      }
    }

    double ratio = failedAfter / after / (failedBefore / before);
    assertThat(ratio)
        .isCloseTo(
            CONFIG.effects().failures(),
            within(ERRORS * ratio * Math.sqrt(1 / failedBefore + 1 / failedAfter)));
    expectRatio("recovery", hoursBefore, hoursAfter, CONFIG.effects().recovery());
  }

  @Test
  void shouldHaveTheNoiseOfTheRealThing() {
    List<Ticket> tickets = SIMULATION.tickets();
    List<PullRequest> pullRequests =
        SIMULATION.histories().stream()
            .flatMap(history -> history.pullRequests().stream())
            .toList();

    assertThat(pullRequests).anyMatch(one -> one.author() == null);
    assertThat(pullRequests).anyMatch(one -> one.readyAt() != null);
    assertThat(pullRequests).anyMatch(one -> one.mergedAt() == null);
    assertThat(pullRequests).anyMatch(one -> !one.isMergedBefore(END) && one.mergedAt() != null);
    assertThat(tickets).anyMatch(Ticket::isSubTask).anyMatch(Ticket::isDuplicate);
    for (Ticket.Step step : Ticket.Step.values()) {
      assertThat(tickets)
          .anyMatch(ticket -> ticket.changes().stream().anyMatch(c -> c.step() == step));
    }
    assertThat(SIMULATION.histories())
        .anyMatch(h -> h.releases().stream().anyMatch(release -> release.failedAt() != null))
        .anyMatch(h -> h.releases().stream().anyMatch(release -> release.stagedAt() != null));
  }

  private static List<Team> adopting() {
    return SIMULATION.organisation().teams().stream().filter(t -> t.adopted() != null).toList();
  }

  private static List<Release> releases(Team team) {
    return SIMULATION.histories().stream()
        .filter(history -> history.service().team().equals(team))
        .flatMap(history -> history.releases().stream())
        .toList();
  }

  private static long services(Team team) {
    return SIMULATION.organisation().services().stream()
        .filter(service -> service.team().equals(team))
        .count();
  }

  /** One value for a pull request, as its commits depend on each other. */
  private static List<Double> leadTimes(Team team, Predicate<Release> isWanted) {
    return releases(team).stream()
        .filter(isWanted)
        .flatMap(
            release ->
                release.carried().stream()
                    .map(
                        one ->
                            Duration.between(one.commits().get(0), release.finishedAt()).toSeconds()
                                / 3600.0))
        .toList();
  }

  private static double count(Team team, boolean isDemand, boolean isAfter) {
    return SIMULATION.tickets().stream()
        .filter(ticket -> team.equals(ticket.requester()))
        .filter(
            ticket -> isDemand ? ticket.kind().isDemand() : ticket.kind() == Ticket.Kind.INCIDENT)
        .filter(ticket -> team.hasAdoptedBy(ticket.createdAt()) == isAfter)
        .count();
  }

  private static double intensity(LocalDate from, LocalDate to) {
    return from.datesUntil(to).mapToDouble(WorkCalendar::intensity).sum();
  }

  private static double workdays(Instant from, Instant to) {
    return WorkCalendar.day(from)
            .datesUntil(WorkCalendar.day(to))
            .filter(WorkCalendar::isWorkday)
            .count()
        + 0.5;
  }

  /** The error of a median is 1.25 times that of a mean, of logarithms as of values. */
  private static void expectRatio(
      String what, List<Double> before, List<Double> after, double stated) {
    double error =
        1.2533 * Math.sqrt(variance(before) / before.size() + variance(after) / after.size());
    assertThat(Math.log(median(after) / median(before)))
        .as("%s: %d before, %d after", what, before.size(), after.size())
        .isCloseTo(Math.log(stated), within(ERRORS * error));
    // A bound that anything fits into would prove nothing.
    assertThat(error * ERRORS).as(what).isLessThan(0.75);
  }

  private static void expectRate(
      String what,
      double before,
      double daysBefore,
      double after,
      double daysAfter,
      double stated) {
    double ratio = after / daysAfter / (before / daysBefore);
    assertThat(Math.log(ratio))
        .as("%s: %.0f before, %.0f after", what, before, after)
        .isCloseTo(Math.log(stated), within(ERRORS * Math.sqrt(1 / before + 1 / after)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double variance(List<Double> values) {
    List<Double> logs = values.stream().map(Math::log).toList();
    double mean = logs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return logs.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum()
        / (logs.size() - 1);
  }

  private static Instant last(List<Instant> moments) {
    return Stream.of(moments.get(moments.size() - 1)).findFirst().orElseThrow();
  }
}
