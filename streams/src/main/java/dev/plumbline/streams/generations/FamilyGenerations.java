package dev.plumbline.streams.generations;

import dev.plumbline.component.CheckResult;
import dev.plumbline.replay.GenerationLog;
import dev.plumbline.replay.Generations;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.topic.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of one family that this instance runs. Each step looks at what has been told and
 * does what is left to do; whatever a crash interrupts, the next step does again.
 *
 * <p>Steps and requests come from one thread at a time; the rest may be asked by any.
 */
final class FamilyGenerations {

  private static final Logger LOG = LoggerFactory.getLogger(FamilyGenerations.class);

  /** A record between two stages is in no lag for a moment, so one quiet look is not enough. */
  private static final int QUIET_LOOKS = 3;

  private final Family family;
  private final Applications applications;
  private final GenerationLog log;
  private volatile SortedMap<Integer, Application> running = new TreeMap<>();
  private volatile ReplayState state;
  private boolean isLocalStateKnown;
  private int quietLooks;

  FamilyGenerations(Family family, Applications applications, GenerationLog log) {
    this.family = family;
    this.applications = applications;
    this.log = log;
    this.state = new ReplayState(family, Generations.FIRST, null, null, "");
  }

  Family family() {
    return family;
  }

  ReplayState state() {
    return state;
  }

  /** Whether the generation that readers see, or are about to see, is being computed. */
  CheckResult check() {
    Application application = running.get(state.generations().current());
    if (application == null) {
      application = running.get(state.generations().newest());
    }
    return application == null
        ? CheckResult.down(state.problem().isEmpty() ? "not started yet" : state.problem())
        : application.check();
  }

  /**
   * What is left until readers can see everything: once they may switch at any moment, the next
   * generation counts too.
   */
  Lag lag() {
    SortedMap<Integer, Application> asked = running;
    try {
      return lag(asked);
    } catch (IllegalStateException e) {
      if (asked.keySet().equals(running.keySet())) {
        throw e;
      }
      // One of them was retired meanwhile.
      return lag(running);
    }
  }

  private Lag lag(SortedMap<Integer, Application> asked) {
    Generations told = state.generations();
    List<Lag> lags =
        asked.entrySet().stream()
            .filter(each -> told.isCaughtUp() || each.getKey() <= told.current())
            .map(each -> each.getValue().lag())
            .toList();
    return lags.stream()
        .reduce(Lag::plus)
        .orElseThrow(() -> new IllegalStateException("Expected " + family.id() + " to run"));
  }

  /** Starts a replay, unless one is on. */
  OptionalInt replay() {
    Generations told = log.computed(family);
    if (told.isReplaying()) {
      return OptionalInt.empty();
    }
    // Dashboards remembers what it showed even if Kafka has lost everything.
    int next = Math.max(told.current(), log.shown(family).orElse(0)) + 1;
    log.tellComputed(family, told.replayed(next));
    LOG.info("Family {} is computed anew as generation {}", family.id(), next);
    update(null, "");
    return OptionalInt.of(next);
  }

  /** Does what is left to do. */
  void step() {
    Generations told = log.computed(family);
    boolean isShown = told.isCaughtUp() && log.shown(family).orElse(0) >= told.newest();
    update(state.left(), "");
    runOnly(isShown ? List.of(told.newest()) : told.all());
    if (isShown) {
      leaveBehind(told);
    } else if (told.isReplaying() && !told.isCaughtUp()) {
      lookAtNext(told);
    }
  }

  /** Keeps why a step failed. */
  void failed(RuntimeException cause) {
    String problem = String.valueOf(cause.getMessage());
    if (!problem.equals(state.problem())) {
      LOG.warn("The generations of family {} do not get on, trying again", family.id(), cause);
    }
    update(null, problem);
  }

  void close() {
    running.values().forEach(Application::close);
  }

  private void runOnly(List<Integer> wanted) {
    SortedMap<Integer, Application> before = running;
    List<Application> unwanted = new ArrayList<>();
    SortedMap<Integer, Application> kept = new TreeMap<>();
    before.forEach(
        (generation, application) -> {
          if (wanted.contains(generation)) {
            kept.put(generation, application);
          } else {
            unwanted.add(application);
          }
        });
    if (!unwanted.isEmpty() || !isLocalStateKnown) {
      running = kept;
      unwanted.forEach(Application::retire);
      applications.keepLocalState(family, wanted);
      isLocalStateKnown = true;
    }
    for (int generation : wanted) {
      if (!kept.containsKey(generation)) {
        kept.put(generation, applications.start(family, generation));
        running = new TreeMap<>(kept);
        quietLooks = 0;
      }
    }
  }

  private void lookAtNext(Generations told) {
    Application next = running.get(told.newest());
    if (next == null) {
      return;
    }
    CheckResult check = next.check();
    @Nullable Lag left = lagOf(next);
    boolean isQuiet = left != null && left.isSettled() && check.isUp();
    quietLooks = isQuiet ? quietLooks + 1 : 0;
    if (quietLooks >= QUIET_LOOKS) {
      Generations caughtUp = told.caughtUp(applications.ends(family, told.newest()));
      log.tellComputed(family, caughtUp);
      LOG.info("Generation {} of family {} has caught up", told.newest(), family.id());
    }
    update(left, check.isUp() ? "" : check.detail());
  }

  /** Null while it starts: the topics between its stages are not there yet. */
  private static @Nullable Lag lagOf(Application next) {
    try {
      return next.lag();
    } catch (IllegalStateException e) {
      LOG.debug("What is left cannot be told yet", e);
      return null;
    }
  }

  private void leaveBehind(Generations told) {
    if (applications.discard(family, told.current())) {
      log.tellComputed(family, told.switched());
      LOG.info("Generation {} of family {} is gone", told.current(), family.id());
      update(null, "");
    }
  }

  private void update(@Nullable Lag left, String problem) {
    OptionalInt shown = log.shown(family);
    state =
        new ReplayState(
            family,
            log.computed(family),
            shown.isPresent() ? shown.getAsInt() : null,
            left,
            problem);
  }
}
