package dev.plumbline.standalone.demo;

import dev.plumbline.standalone.demo.GithubPayloads.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All webhooks of the simulated organisation in the order in which they are sent: mostly that of
 * what they tell, but some come late and some come twice, as real ones do.
 */
final class Deliveries {

  /** Deliveries that are signed and cannot be used, on purpose. */
  static final int UNUSABLE = 5;

  private static final double LATE_SHARE = 0.03;
  private static final double REPEATED_SHARE = 0.015;
  private static final double COMMENTED_SHARE = 0.04;
  private static final int LONGEST_DELAY = 36 * 3600;
  private static final Duration BUILD = Duration.ofMinutes(6);

  private final Simulation simulation;
  private final Function<Service, Commits> commits;
  private final Instant start;
  private final Instant end;
  private final GithubPayloads github;
  private final JiraPayloads jira = new JiraPayloads();
  private final PagerdutyPayloads pagerduty = new PagerdutyPayloads();
  private final List<PlannedDelivery> planned = new ArrayList<>();

  private Deliveries(Simulation simulation, Function<Service, Commits> commits) {
    this.simulation = simulation;
    this.commits = commits;
    this.start = WorkCalendar.start(simulation.config().start());
    this.end = WorkCalendar.start(simulation.config().until());
    this.github = new GithubPayloads(start);
  }

  /** All deliveries in the order of sending. */
  static List<PlannedDelivery> of(Simulation simulation, Function<Service, Commits> commits) {
    Deliveries deliveries = new Deliveries(simulation, commits);
    deliveries.planAll();
    return List.copyOf(deliveries.planned);
  }

  private void planAll() {
    plan("ping", start, github::ping);
    simulation.organisation().developers().forEach(this::planMembership);
    for (ServiceHistory history : simulation.histories()) {
      Commits own = commits.apply(history.service());
      history.merged().forEach(pullRequest -> planMerged(pullRequest, own));
      history.unmerged().forEach(pullRequest -> planUnmerged(pullRequest, own));
      history.releases().forEach(release -> planRelease(release, own));
    }
    simulation.incidents().forEach(this::planIncident);
    simulation.tickets().forEach(this::planTicket);
    planUnusable();
    planned.sort(Comparator.comparing(PlannedDelivery::sentAt).thenComparing(PlannedDelivery::id));
  }

  private void planMembership(Developer developer) {
    Instant joinedAt = developer.joinedAt();
    if (joinedAt != null) {
      plan(
          "organisation " + developer.login(),
          joinedAt,
          () -> github.joinedOrganisation(developer));
    }
    plan(
        "team " + developer.login(),
        joinedAt == null ? start : joinedAt.plusSeconds(60),
        () -> github.joinedTeam(developer));
  }

  private void planMerged(PullRequest subject, Commits own) {
    String id = planOpen(subject, own);
    Instant closedAt = subject.closedAt();
    plan(id + "closed", closedAt, () -> github.pullRequestClosed(subject, own));
    plan(id + "push", closedAt.plusSeconds(1), () -> github.pushed(subject, own));
    Instant builtAt = closedAt.plus(BUILD);
    plan(id + "build", builtAt, () -> github.built(subject, own, builtAt));
  }

  private void planUnmerged(PullRequest subject, Commits own) {
    String id = planOpen(subject, own);
    plan(id + "closed", subject.closedAt(), () -> github.pullRequestClosed(subject, own));
  }

  private String planOpen(PullRequest subject, Commits own) {
    String id = "pull request " + subject.service().repository() + "#" + subject.number() + " ";
    plan(id + "opened", subject.openedAt(), () -> github.pullRequestOpened(subject, own));
    Instant readyAt = subject.readyAt();
    if (readyAt != null) {
      plan(id + "ready", readyAt, () -> github.pullRequestReady(subject, own, readyAt));
    }
    Instant reviewedAt = subject.reviewedAt();
    if (reviewedAt != null) {
      plan(id + "reviewed", reviewedAt, () -> github.reviewed(subject, own, reviewedAt));
    }
    Instant commentedAt = subject.openedAt().plusSeconds(600);
    if (randomness(id + "comment").happens(COMMENTED_SHARE)) {
      plan(id + "comment", commentedAt, () -> github.commented(subject, commentedAt));
    }
    return id;
  }

  private void planRelease(Release release, Commits own) {
    Instant stagedAt = release.stagedAt();
    if (stagedAt != null) {
      planDeployment(release, Attempt.STAGING, own, stagedAt.minusSeconds(90), stagedAt);
    }
    Instant failedAt = release.failedAt();
    if (failedAt != null) {
      planDeployment(release, Attempt.FAILURE, own, failedAt.minusSeconds(200), failedAt);
    }
    planDeployment(release, Attempt.SUCCESS, own, release.startedAt(), release.finishedAt());
  }

  private void planDeployment(
      Release release, Attempt attempt, Commits own, Instant startedAt, Instant finishedAt) {
    String id = "deployment " + GithubPayloads.deploymentId(release, attempt) + " ";
    plan(
        id + "created",
        startedAt,
        () -> github.deploymentCreated(release, attempt, own, startedAt));
    plan(
        id + "finished",
        finishedAt,
        () -> github.deploymentFinished(release, attempt, own, startedAt, finishedAt));
  }

  private void planIncident(Incident incident) {
    String id = "incident " + incident.id() + " ";
    plan(id + "triggered", incident.startedAt(), () -> pagerduty.triggered(incident));
    plan(id + "resolved", incident.resolvedAt(), () -> pagerduty.resolved(incident));
  }

  private void planTicket(Ticket ticket) {
    String id = "ticket " + ticket.id() + " ";
    boolean isGithub = ticket.isAtGithub();
    plan(
        id + "created",
        ticket.createdAt(),
        () -> isGithub ? github.issueOpened(ticket) : jira.created(ticket));
    for (int i = 0; i < ticket.changes().size(); i++) {
      int position = i;
      Ticket.Change change = ticket.changes().get(i);
      plan(
          id + i + change.step(),
          change.at(),
          () -> isGithub ? github.issueChanged(ticket, change) : jira.changed(ticket, position));
    }
    if (!isGithub && randomness(id + "comment").happens(COMMENTED_SHARE)) {
      plan(id + "comment", ticket.createdAt().plusSeconds(600), () -> jira.commented(ticket));
    }
  }

  private void planUnusable() {
    ServiceHistory history = simulation.histories().get(0);
    PullRequest pullRequest = history.merged().get(0);
    Commits own = commits.apply(history.service());
    Ticket ticket =
        simulation.tickets().stream().filter(one -> !one.isAtGithub()).findFirst().orElseThrow();
    planUnusable("broken off", 1, () -> github.brokenOff(pullRequest, own));
    planUnusable("without number", 2, () -> github.withoutNumber(pullRequest, own));
    planUnusable("mislabelled", 3, () -> github.mislabelled(ticket));
    planUnusable("without key", 4, () -> jira.withoutKey(ticket));
    planUnusable("no object", 5, () -> jira.noObject(ticket));
  }

  private void planUnusable(String id, int place, Supplier<DemoDelivery> content) {
    Instant at =
        start.plus(Duration.between(start, end).multipliedBy(place).dividedBy(UNUSABLE + 1));
    planned.add(new PlannedDelivery("unusable " + id, at, true, content));
  }

  private void plan(String id, Instant at, Supplier<DemoDelivery> content) {
    if (!at.isBefore(end)) {
      return;
    }
    Randomness randomness = randomness(id);
    Instant sentAt =
        randomness.happens(LATE_SHARE) ? at.plusSeconds(randomness.between(1, LONGEST_DELAY)) : at;
    planned.add(new PlannedDelivery(id, sentAt, false, content));
    if (randomness.happens(REPEATED_SHARE)) {
      Instant again = sentAt.plusSeconds(randomness.between(0, 2 * LONGEST_DELAY));
      planned.add(new PlannedDelivery(id + " again", again, false, content));
    }
  }

  private Randomness randomness(String id) {
    return Randomness.of(simulation.config().seed(), id);
  }
}
