package dev.plumbline.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws what happens to one service. Deployments come first; each pull request is then drawn
 * backwards from the deployment that carries it: its lead time, and the other moments as shares of
 * that. So a factor on lead time is that factor on every part of it.
 */
final class ServiceHistories {

  private static final double LEAD_TIME_SIGMA = 0.8;
  private static final Duration SHORTEST_LEAD_TIME = Duration.ofHours(4);
  private static final double LAST_COMMIT = 0.3;
  private static final double OPENED = 0.28;
  private static final double REVIEWED = 0.18;
  private static final double MERGED = 0.08;
  private static final double BOT_SHARE = 0.08;
  private static final double DRAFT_SHARE = 0.12;
  private static final double ABANDONED_SHARE = 0.05;
  private static final double FAILURE_SHARE = 0.08;
  private static final int TRIES = 12;
  // Some are on their way when the simulation ends.
  private static final int DAYS_BEYOND = 45;
  private static final Duration APART = Duration.ofMinutes(90);

  /** The times of a deployment, and until when a merge is still in it. */
  private record Slot(
      Instant opensAt,
      Instant closesAt,
      @Nullable Instant stagedAt,
      @Nullable Instant failedAt,
      Instant startedAt,
      Instant finishedAt) {}

  private final SimulationConfig config;
  private final Organisation organisation;
  private final Service service;
  private final List<Developer> team;
  private final Randomness randomness;
  private final Instant end;

  private ServiceHistories(SimulationConfig config, Organisation organisation, Service service) {
    this.config = config;
    this.organisation = organisation;
    this.service = service;
    this.team = organisation.of(service.team());
    this.randomness = Randomness.of(config.seed(), "service " + service.id());
    this.end = WorkCalendar.start(config.until());
  }

  /** The history of a service. */
  static ServiceHistory of(SimulationConfig config, Organisation organisation, Service service) {
    return new ServiceHistories(config, organisation, service).draw();
  }

  private ServiceHistory draw() {
    List<Slot> slots = slots();
    List<List<PullRequest>> carried = new ArrayList<>();
    List<PullRequest> abandoned = new ArrayList<>();
    for (Slot slot : slots) {
      List<PullRequest> pullRequests = new ArrayList<>();
      for (int i = 1 + randomness.poisson(0.4); i > 0; i--) {
        pullRequests.add(pullRequest(slot));
        if (randomness.happens(ABANDONED_SHARE)) {
          abandoned.add(abandoned(slot));
        }
      }
      carried.add(pullRequests);
    }
    addFirstPullRequests(slots, carried);
    carried.replaceAll(ServiceHistories::inOrderOfMerges);
    return numbered(slots, carried, abandoned);
  }

  private List<Slot> slots() {
    List<Instant> finished = new ArrayList<>();
    LocalDate last = config.until().plusDays(DAYS_BEYOND);
    for (LocalDate day = config.start(); day.isBefore(last); day = day.plusDays(1)) {
      Instant start = WorkCalendar.start(day);
      double mean =
          config.deploymentsPerMonth()
              / WorkCalendar.WORKDAYS_PER_MONTH
              * WorkCalendar.intensity(day)
              * service.team().factor(start, config.effects().deployments());
      for (int i = mean == 0 ? 0 : randomness.poisson(mean); i > 0; i--) {
        finished.add(WorkCalendar.during(day, randomness));
      }
    }
    finished.sort(Comparator.naturalOrder());
    List<Slot> slots = new ArrayList<>();
    Instant previous = WorkCalendar.start(config.start()).minus(Duration.ofDays(30));
    for (Instant at : finished) {
      if (Duration.between(previous, at).compareTo(APART) > 0) {
        slots.add(slot(previous, at));
        previous = at;
      }
    }
    return slots;
  }

  private Slot slot(Instant previous, Instant finishedAt) {
    Instant startedAt = finishedAt.minusSeconds(randomness.between(120, 480));
    Instant first = startedAt;
    Instant failedAt = null;
    if (randomness.happens(FAILURE_SHARE)) {
      failedAt = startedAt.minus(Duration.ofMinutes(20));
      first = failedAt.minus(Duration.ofMinutes(5));
    }
    Instant stagedAt = null;
    if (service.hasStaging()) {
      stagedAt = first.minus(Duration.ofMinutes(8));
      first = stagedAt.minus(Duration.ofMinutes(4));
    }
    return new Slot(
        previous.plusSeconds(60),
        first.minusSeconds(60),
        stagedAt,
        failedAt,
        startedAt,
        finishedAt);
  }

  private PullRequest pullRequest(Slot slot) {
    long lead = leadSeconds(slot.finishedAt());
    Instant end = slot.finishedAt();
    Instant merged = within(slot, end.minusSeconds((long) (lead * MERGED)));
    Instant opened = end.minusSeconds((long) (lead * OPENED));
    opened = snapped(opened, merged.minusSeconds(1_200));
    Instant reviewed = snapped(end.minusSeconds((long) (lead * REVIEWED)), merged.minusSeconds(60));
    boolean isBot = randomness.happens(BOT_SHARE);
    List<Instant> commits = commits(end, lead, isBot ? 1 : 1 + randomness.poisson(1.7));
    Developer author = isBot ? null : author(commits.get(0));
    return new PullRequest(
        service,
        0,
        author,
        reviewer(author, opened),
        opened,
        draftUntil(opened, latest(opened.plusSeconds(120), reviewed), isBot),
        latest(opened.plusSeconds(120), reviewed),
        latest(opened.plusSeconds(180), merged),
        latest(opened.plusSeconds(180), merged),
        commits);
  }

  /** Drawn again while the first commit would be at an hour when few people work. */
  private long leadSeconds(Instant finishedAt) {
    double median =
        service.team().leadTimeHours()
            * 3600
            * service.team().factor(finishedAt, config.effects().leadTime());
    long lead = 0;
    for (int i = 0; i < TRIES; i++) {
      lead =
          Math.max(
              SHORTEST_LEAD_TIME.toSeconds(), (long) randomness.logNormal(median, LEAD_TIME_SIGMA));
      if (randomness.happens(WorkCalendar.willingness(finishedAt.minusSeconds(lead)))) {
        break;
      }
    }
    return lead;
  }

  private List<Instant> commits(Instant end, long lead, int count) {
    List<Instant> commits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = 1 - (1 - LAST_COMMIT) * i / count;
      commits.add(end.minusSeconds((long) (lead * share)));
    }
    return commits;
  }

  private static Instant within(Slot slot, Instant merged) {
    return latest(slot.opensAt(), merged.isAfter(slot.closesAt()) ? slot.closesAt() : merged);
  }

  /** The next working hours if they begin in time, else the moment itself or the last that is. */
  private static Instant snapped(Instant moment, Instant last) {
    Instant snapped = WorkCalendar.nextWorkTime(moment);
    if (!snapped.isAfter(last)) {
      return snapped;
    }
    return moment.isAfter(last) ? last : moment;
  }

  private @Nullable Instant draftUntil(Instant opened, Instant reviewed, boolean isBot) {
    boolean isDraft = !isBot && randomness.happens(DRAFT_SHARE);
    return isDraft
        ? opened.plusSeconds(Math.max(1, Duration.between(opened, reviewed).toSeconds() / 2))
        : null;
  }

  private Developer author(Instant at) {
    List<Developer> atWork = team.stream().filter(developer -> developer.isAtWork(at)).toList();
    return randomness.oneOf(atWork.isEmpty() ? team : atWork);
  }

  private Developer reviewer(@Nullable Developer author, Instant at) {
    List<Developer> others =
        team.stream()
            .filter(developer -> developer.isAtWork(at) && !developer.equals(author))
            .toList();
    if (!others.isEmpty()) {
      return randomness.oneOf(others);
    }
    List<Developer> anybody =
        organisation.developers().stream()
            .filter(developer -> developer.isAtWork(at) && !developer.equals(author))
            .toList();
    return randomness.oneOf(anybody);
  }

  private PullRequest abandoned(Slot slot) {
    Instant opened =
        WorkCalendar.nextWorkTime(
            slot.finishedAt().minusSeconds(randomness.between(3_600, 30 * 24 * 3600)));
    Instant closed = opened.plusSeconds(randomness.between(1_800, 12 * 24 * 3600));
    Developer author = author(opened);
    return new PullRequest(
        service,
        0,
        author,
        reviewer(author, opened),
        opened,
        null,
        null,
        null,
        closed,
        List.of(opened.minusSeconds(1_800)));
  }

  /** The pull requests by which those who joined are first seen, merged at the drawn moment. */
  private void addFirstPullRequests(List<Slot> slots, List<List<PullRequest>> carried) {
    int services =
        (int)
            organisation.services().stream()
                .filter(other -> other.team().equals(service.team()))
                .count();
    int first =
        organisation.services().stream()
            .filter(other -> other.team().equals(service.team()))
            .mapToInt(Service::index)
            .min()
            .orElse(0);
    for (Developer developer : team) {
      Instant mergedAt = developer.firstMergeAt();
      boolean isHere = developer.id() / 7 % services == service.index() - first;
      if (mergedAt != null && isHere) {
        addFirst(slots, carried, developer, mergedAt);
      }
    }
  }

  private void addFirst(
      List<Slot> slots, List<List<PullRequest>> carried, Developer developer, Instant mergedAt) {
    for (int i = 0; i < slots.size(); i++) {
      if (!mergedAt.isAfter(slots.get(i).closesAt())) {
        Instant merged = latest(mergedAt, slots.get(i).opensAt());
        Instant opened = merged.minusSeconds(randomness.between(3_600, 9_000));
        Instant reviewed = merged.minusSeconds(randomness.between(600, 3_000));
        carried
            .get(i)
            .add(
                new PullRequest(
                    service,
                    0,
                    developer,
                    reviewer(developer, opened),
                    opened,
                    null,
                    reviewed,
                    merged,
                    merged,
                    List.of(opened.minusSeconds(randomness.between(1_800, 20_000)))));
        return;
      }
    }
  }

  private static List<PullRequest> inOrderOfMerges(List<PullRequest> pullRequests) {
    List<PullRequest> sorted = new ArrayList<>(pullRequests);
    sorted.sort(Comparator.comparing(PullRequest::closedAt));
    for (int i = 1; i < sorted.size(); i++) {
      Instant earliest = sorted.get(i - 1).closedAt().plusSeconds(20);
      if (sorted.get(i).closedAt().isBefore(earliest)) {
        sorted.set(i, sorted.get(i).mergedAt(earliest));
      }
    }
    return sorted;
  }

  private ServiceHistory numbered(
      List<Slot> slots, List<List<PullRequest>> carried, List<PullRequest> abandoned) {
    Map<PullRequest, PullRequest> numbered = numbers(carried, abandoned);
    List<Release> releases = new ArrayList<>();
    List<PullRequest> unreleased = new ArrayList<>();
    List<PullRequest> unmerged = new ArrayList<>(abandoned.stream().map(numbered::get).toList());
    for (int i = 0; i < slots.size(); i++) {
      List<PullRequest> pullRequests = carried.get(i).stream().map(numbered::get).toList();
      Slot slot = slots.get(i);
      if (slot.finishedAt().isBefore(end)) {
        releases.add(
            new Release(
                service,
                releases.size() + 1,
                slot.startedAt(),
                slot.finishedAt(),
                slot.failedAt(),
                slot.stagedAt(),
                pullRequests));
      } else {
        pullRequests.forEach(
            pullRequest ->
                (pullRequest.closedAt().isBefore(end) ? unreleased : unmerged).add(pullRequest));
      }
    }
    unmerged.removeIf(pullRequest -> !pullRequest.openedAt().isBefore(end));
    return new ServiceHistory(service, releases, unreleased, unmerged);
  }

  /** Numbers as the host gives them, in the order of opening. */
  private static Map<PullRequest, PullRequest> numbers(
      List<List<PullRequest>> carried, List<PullRequest> abandoned) {
    List<PullRequest> all = new ArrayList<>(abandoned);
    carried.forEach(all::addAll);
    all.sort(Comparator.comparing(PullRequest::openedAt).thenComparing(PullRequest::closedAt));
    Map<PullRequest, PullRequest> numbered = new IdentityHashMap<>();
    for (PullRequest pullRequest : all) {
      numbered.put(pullRequest, pullRequest.numbered(numbered.size() + 1));
    }
    return numbered;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
