package dev.plumbline.standalone.demo;

import dev.plumbline.standalone.demo.Ticket.Change;
import dev.plumbline.standalone.demo.Ticket.Kind;
import dev.plumbline.standalone.demo.Ticket.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the tickets that operations, infrastructure and platform receive. */
final class Tickets {

  private static final double QUESTION_SHARE = 0.25;
  private static final double INCIDENTS_PER_MONTH = 1.2;
  private static final double ALERTS_PER_MONTH = 5;
  private static final int MIGRATION_TICKETS = 4;
  private static final int MIGRATION_DAYS = 28;
  private static final double OPS_SHARE = 0.5;
  private static final double INFRA_SHARE = 0.3;
  private static final double SUB_TASK_SHARE = 0.04;
  private static final double DUPLICATE_SHARE = 0.03;
  private static final double STARTED_SHARE = 0.6;
  private static final double REOPENED_SHARE = 0.06;
  private static final double MOVED_SHARE = 0.04;
  private static final double DELETED_SHARE = 0.007;
  private static final double RESOLUTION_HOURS = 30;
  private static final int FIRST_JIRA_ID = 20_000;
  private static final int FIRST_GITHUB_ID = 9_000_000;

  /** A ticket without a name, as names go by the order of creation over all teams. */
  private record Draft(
      String queue,
      Kind kind,
      @Nullable Team requester,
      @Nullable Developer reporter,
      boolean isSubTask,
      boolean isDuplicate,
      Instant createdAt,
      List<Change> changes) {}

  private final SimulationConfig config;
  private final Organisation organisation;
  private final List<Draft> drafts = new ArrayList<>();

  private Tickets(SimulationConfig config, Organisation organisation) {
    this.config = config;
    this.organisation = organisation;
  }

  /** All tickets in the order of their creation. */
  static List<Ticket> of(SimulationConfig config, Organisation organisation) {
    Tickets tickets = new Tickets(config, organisation);
    organisation.teams().stream().filter(Team::isStream).forEach(tickets::drawFor);
    tickets.drawAlerts(Simulation.OPS_QUEUE);
    tickets.drawAlerts(Simulation.INFRA_QUEUE);
    return tickets.named();
  }

  private void drawFor(Team team) {
    Randomness randomness = Randomness.of(config.seed(), "tickets " + team.id());
    List<Developer> reporters = organisation.of(team);
    for (LocalDate day = config.start(); day.isBefore(config.until()); day = day.plusDays(1)) {
      double intensity = WorkCalendar.intensity(day) / WorkCalendar.WORKDAYS_PER_MONTH;
      double factor = team.factor(WorkCalendar.start(day), config.effects().requests());
      for (int i = count(randomness, config.requestsPerMonth() * factor * intensity); i > 0; i--) {
        Kind kind = randomness.happens(QUESTION_SHARE) ? Kind.QUESTION : Kind.REQUEST;
        draw(day, kind, team, reporters, randomness);
      }
      for (int i = count(randomness, INCIDENTS_PER_MONTH * intensity); i > 0; i--) {
        draw(day, Kind.INCIDENT, team, reporters, randomness);
      }
    }
    LocalDate adopted = team.adopted();
    for (int i = 0; adopted != null && i < MIGRATION_TICKETS; i++) {
      LocalDate day = adopted.plusDays(randomness.between(0, MIGRATION_DAYS));
      if (day.isBefore(config.until())) {
        draw(day, Kind.MIGRATION, team, reporters, randomness);
      }
    }
  }

  private void draw(
      LocalDate day, Kind kind, Team team, List<Developer> reporters, Randomness randomness) {
    Instant createdAt = WorkCalendar.during(day, randomness);
    List<Developer> there =
        reporters.stream()
            .filter(one -> one.joinedAt() == null || one.joinedAt().isBefore(createdAt))
            .toList();
    String queue = queue(kind, randomness);
    boolean isJira = !queue.startsWith(Simulation.GITHUB);
    boolean isSubTask = isJira && randomness.happens(SUB_TASK_SHARE);
    boolean isDuplicate = isJira && randomness.happens(DUPLICATE_SHARE);
    drafts.add(
        new Draft(
            queue,
            kind,
            team,
            randomness.oneOf(there.isEmpty() ? reporters : there),
            isSubTask,
            isDuplicate,
            createdAt,
            changes(createdAt, isJira, queue.equals(Simulation.OPS_QUEUE), randomness)));
  }

  private static String queue(Kind kind, Randomness randomness) {
    double draw = randomness.uniform();
    if (draw < OPS_SHARE || kind == Kind.INCIDENT) {
      return Simulation.OPS_QUEUE;
    }
    return draw < OPS_SHARE + INFRA_SHARE ? Simulation.INFRA_QUEUE : Simulation.PLATFORM_QUEUE;
  }

  private void drawAlerts(String queue) {
    Randomness randomness = Randomness.of(config.seed(), "alerts " + queue);
    for (LocalDate day = config.start(); day.isBefore(config.until()); day = day.plusDays(1)) {
      for (int i = randomness.poisson(ALERTS_PER_MONTH / 30); i > 0; i--) {
        Instant createdAt = WorkCalendar.start(day).plusSeconds(randomness.between(0, 86_399));
        drafts.add(
            new Draft(
                queue,
                Kind.ALERT,
                null,
                null,
                false,
                false,
                createdAt,
                changes(createdAt, true, false, randomness)));
      }
    }
  }

  private static int count(Randomness randomness, double mean) {
    return mean == 0 ? 0 : randomness.poisson(mean);
  }

  private static List<Change> changes(
      Instant createdAt, boolean isJira, boolean mayMove, Randomness randomness) {
    List<Change> changes = new ArrayList<>();
    long hours = (long) (randomness.logNormal(RESOLUTION_HOURS, 1) * 3600) + 1_800;
    if (mayMove && randomness.happens(MOVED_SHARE)) {
      changes.add(new Change(Step.MOVED, createdAt.plusSeconds(hours / 5), ""));
    }
    if (isJira && randomness.happens(STARTED_SHARE)) {
      changes.add(new Change(Step.STARTED, createdAt.plusSeconds(hours / 3), ""));
    }
    Instant resolved = WorkCalendar.nextWorkTime(createdAt.plusSeconds(hours));
    changes.add(new Change(Step.RESOLVED, resolved, ""));
    if (randomness.happens(REOPENED_SHARE)) {
      Instant again =
          WorkCalendar.nextWorkTime(resolved.plusSeconds(randomness.between(3_600, 200_000)));
      changes.add(new Change(Step.REOPENED, again, ""));
      changes.add(new Change(Step.RESOLVED, again.plus(Duration.ofHours(5)), ""));
    }
    if (randomness.happens(DELETED_SHARE)) {
      Instant last = changes.get(changes.size() - 1).at();
      changes.add(new Change(Step.DELETED, last.plus(Duration.ofDays(1)), ""));
    }
    return changes;
  }

  private List<Ticket> named() {
    drafts.sort(Comparator.comparing(Draft::createdAt).thenComparing(Draft::queue));
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    drafts.forEach(draft -> names.add(nextName(draft.queue(), numbers)));
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      tickets.add(ticket(i, drafts.get(i), names.get(i), numbers));
    }
    return tickets;
  }

  private static Ticket ticket(int index, Draft draft, String name, Map<String, Integer> numbers) {
    List<Change> changes = new ArrayList<>();
    String current = name;
    for (Change change : draft.changes()) {
      current = change.step() == Step.MOVED ? nextName(Simulation.INFRA_QUEUE, numbers) : current;
      changes.add(new Change(change.step(), change.at(), current));
    }
    boolean isGithub = draft.queue().startsWith(Simulation.GITHUB);
    return new Ticket(
        (isGithub ? FIRST_GITHUB_ID : FIRST_JIRA_ID) + index,
        draft.queue(),
        name,
        draft.kind(),
        draft.requester(),
        draft.reporter(),
        draft.isSubTask(),
        draft.isDuplicate(),
        draft.createdAt(),
        changes);
  }

  private static String nextName(String queue, Map<String, Integer> numbers) {
    int number = numbers.merge(queue, 1, Integer::sum);
    String nativeName = queue.substring(queue.indexOf(':') + 1);
    return nativeName + (queue.startsWith(Simulation.GITHUB) ? "#" : "-") + number;
  }
}
