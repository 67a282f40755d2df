package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.streams.delivery.terms.Newest;
import dev.plumbline.streams.delivery.terms.ObjectIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of one pull request.
 *
 * <p>What can change has the value of the newest observation that says anything of it: by version,
 * then by how final the state is, then by the value itself. It is opened, ready and merged once, so
 * the earliest of those clocks stands; it can be closed more than once, so the latest of those.
 */
public final class PullRequestObservations {

  private static final List<PullRequestState> BY_FINALITY =
      List.of(
          PullRequestState.UNKNOWN,
          PullRequestState.OPEN,
          PullRequestState.CLOSED,
          PullRequestState.MERGED);

  private static final Comparator<PullRequestObserved> BY_AGE =
      Comparator.comparingLong(PullRequestObserved::getVersion)
          .thenComparing(PullRequestObservations::finality);

  private static final Newest<PullRequestObserved> NEWEST = new Newest<>(BY_AGE);

  private static final List<Function<PullRequestObserved, @Nullable Comparable<?>>> FIELDS =
      List.of(
          PullRequestObservations::state,
          PullRequestObserved::getDraft,
          PullRequestObserved::getAuthor,
          PullRequestObservations::authorKind,
          PullRequestObserved::getIntoDefaultBranch,
          PullRequestObserved::getHeadSha,
          PullRequestObserved::getMergeSha,
          PullRequestObserved::getRevert,
          PullRequestObserved::getHotfix,
          PullRequestObserved::getWithdrawn);

  private static final List<Function<PullRequestObserved, @Nullable Instant>> FIRST_CLOCKS =
      List.of(
          PullRequestObserved::getOpenedAt,
          PullRequestObserved::getReadyAt,
          PullRequestObserved::getMergedAt,
          PullRequestObserved::getFirstCommitAt);

  /**
   * A team that was asked stays asked: hosts take it off the list once it has answered. What was
   * said to be reverted stays so, too, for not every source says all of it.
   */
  private static final List<Function<PullRequestObserved, @Nullable List<String>>> NAMES =
      List.of(
          PullRequestObserved::getRequestedTeams,
          PullRequestObserved::getRevertsPullRequests,
          PullRequestObserved::getRevertsCommits);

  private final Collection<PullRequestObserved> observations;

  PullRequestObservations(Collection<PullRequestObserved> observations) {
    this.observations = observations;
  }

  /** The observations that can still decide anything; all others can be forgotten. */
  public static List<PullRequestObserved> deciding(Collection<PullRequestObserved> observations) {
    Set<PullRequestObserved> deciding = new TreeSet<>();
    // Any one keeps the pull request known, if nothing else does.
    observations.stream().min(Comparator.naturalOrder()).ifPresent(deciding::add);
    FIELDS.forEach(field -> NEWEST.deciding(observations, field).ifPresent(deciding::add));
    for (Function<PullRequestObserved, @Nullable Instant> clock : FIRST_CLOCKS) {
      saying(observations, clock).min(byClock(clock)).ifPresent(deciding::add);
    }
    saying(observations, PullRequestObserved::getClosedAt)
        .max(byClock(PullRequestObserved::getClosedAt))
        .ifPresent(deciding::add);
    observations.stream()
        .filter(PullRequestObservations::isDraft)
        .min(Comparator.naturalOrder())
        .ifPresent(deciding::add);
    NAMES.forEach(names -> addNaming(names, observations, deciding));
    return new ArrayList<>(deciding);
  }

  private static void addNaming(
      Function<PullRequestObserved, @Nullable List<String>> names,
      Collection<PullRequestObserved> observations,
      Set<PullRequestObserved> deciding) {
    Set<String> named = named(names, deciding);
    for (PullRequestObserved observation : new TreeSet<>(observations)) {
      if (named.addAll(named(names, List.of(observation)))) {
        deciding.add(observation);
      }
    }
  }

  private static Set<String> named(
      Function<PullRequestObserved, @Nullable List<String>> names,
      Collection<PullRequestObserved> observations) {
    Set<String> named = new TreeSet<>();
    for (PullRequestObserved observation : observations) {
      List<String> said = names.apply(observation);
      if (said != null) {
        named.addAll(said);
      }
    }
    return named;
  }

  private static Stream<PullRequestObserved> saying(
      Collection<PullRequestObserved> observations,
      Function<PullRequestObserved, @Nullable Instant> clock) {
    return observations.stream().filter(observation -> clock.apply(observation) != null);
  }

  private static Comparator<PullRequestObserved> byClock(
      Function<PullRequestObserved, @Nullable Instant> clock) {
    return Comparator.<PullRequestObserved, Instant>comparing(
            observation -> Objects.requireNonNull(clock.apply(observation)))
        .thenComparing(Comparator.naturalOrder());
  }

  boolean isWithdrawn() {
    return Boolean.TRUE.equals(NEWEST.value(observations, PullRequestObserved::getWithdrawn));
  }

  @Nullable String author() {
    return NEWEST.value(observations, PullRequestObserved::getAuthor);
  }

  /** The account that opened it, null while nobody said. */
  @Nullable PersonKey account() {
    PullRequestObserved deciding =
        NEWEST.deciding(observations, PullRequestObserved::getAuthor).orElse(null);
    String author = deciding == null ? null : deciding.getAuthor();
    return deciding == null || author == null ? null : new PersonKey(deciding.getSource(), author);
  }

  /** Pull requests of the same repository that it says it reverts. */
  List<String> revertsPullRequests() {
    return List.copyOf(named(PullRequestObserved::getRevertsPullRequests, observations));
  }

  /** Commits that it says it reverts. */
  List<String> revertsCommits() {
    return named(PullRequestObserved::getRevertsCommits, observations).stream()
        .filter(ObjectIds::isFull)
        .toList();
  }

  /** The row with the reviews that count. */
  PullRequest row(List<Instant> reviewedAt) {
    PullRequestState state = NEWEST.value(observations, PullRequestObservations::state);
    ActorKind authorKind = NEWEST.value(observations, PullRequestObservations::authorKind);
    Boolean isDraft = NEWEST.value(observations, PullRequestObserved::getDraft);
    return new PullRequest(
        (state == null ? PullRequestState.UNKNOWN : state).name(),
        Boolean.TRUE.equals(isDraft),
        first(PullRequestObserved::getOpenedAt),
        readyAt(),
        reviewedAt.stream().min(Comparator.naturalOrder()).orElse(null),
        first(PullRequestObserved::getMergedAt),
        state == PullRequestState.OPEN ? null : last(PullRequestObserved::getClosedAt),
        NEWEST.value(observations, PullRequestObserved::getMergeSha),
        (authorKind == null ? ActorKind.UNKNOWN : authorKind).name(),
        NEWEST.value(observations, PullRequestObserved::getIntoDefaultBranch),
        (long) reviewedAt.size(),
        first(PullRequestObserved::getFirstCommitAt),
        Boolean.TRUE.equals(NEWEST.value(observations, PullRequestObserved::getRevert)),
        Boolean.TRUE.equals(NEWEST.value(observations, PullRequestObserved::getHotfix)));
  }

  /** Nobody knows when it was ready if it was ever seen as a draft and nobody said. */
  private @Nullable Instant readyAt() {
    Instant said = first(PullRequestObserved::getReadyAt);
    if (said != null || observations.stream().anyMatch(PullRequestObservations::isDraft)) {
      return said;
    }
    return first(PullRequestObserved::getOpenedAt);
  }

  private @Nullable Instant first(Function<PullRequestObserved, @Nullable Instant> clock) {
    return clocks(clock).min(Comparator.naturalOrder()).orElse(null);
  }

  private @Nullable Instant last(Function<PullRequestObserved, @Nullable Instant> clock) {
    return clocks(clock).max(Comparator.naturalOrder()).orElse(null);
  }

  private Stream<Instant> clocks(Function<PullRequestObserved, @Nullable Instant> clock) {
    return observations.stream()
        .flatMap(observation -> Stream.ofNullable(clock.apply(observation)));
  }

  private static boolean isDraft(PullRequestObserved observation) {
    return Boolean.TRUE.equals(observation.getDraft());
  }

  private static @Nullable PullRequestState state(PullRequestObserved observation) {
    PullRequestState state = observation.getState();
    return state == PullRequestState.UNKNOWN ? null : state;
  }

  private static @Nullable ActorKind authorKind(PullRequestObserved observation) {
    ActorKind kind = observation.getAuthorKind();
    return kind == ActorKind.UNKNOWN ? null : kind;
  }

  private static int finality(PullRequestObserved observation) {
    PullRequestState state = observation.getState();
    return state == null ? -1 : BY_FINALITY.indexOf(state);
  }
}
