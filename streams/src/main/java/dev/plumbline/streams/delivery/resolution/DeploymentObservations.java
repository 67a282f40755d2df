package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.streams.delivery.terms.Newest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was observed at one origin of one deployment to one service and environment.
 *
 * <p>A field has the value of the newest observation that says anything of it: by version, then by
 * how final the status is, then by the value itself, for hosts stamp whole seconds and two
 * observations may carry one version. Status and clocks stand per attempt. The deployment has
 * succeeded if any attempt has, and finished when it first did.
 */
final class DeploymentObservations {

  /**
   * Where a deployment went, as far as the origin says so.
   *
   * @param service null when the repository decides
   * @param environment null when nothing names it
   */
  record Destination(@Nullable String service, @Nullable String environment) {

    static Destination of(DeploymentObserved observation) {
      return new Destination(observation.getService(), observation.getEnvironment());
    }

    /** Whether all that this says is also true of the other. */
    boolean admits(Destination other) {
      return (service == null || service.equals(other.service))
          && (environment == null || environment.equals(other.environment));
    }
  }

  /** Order of the statuses by how final they are. */
  private static final List<DeploymentStatus> BY_FINALITY =
      List.of(
          DeploymentStatus.UNKNOWN,
          DeploymentStatus.PENDING,
          DeploymentStatus.RUNNING,
          DeploymentStatus.SKIPPED,
          DeploymentStatus.CANCELLED,
          DeploymentStatus.FAILED,
          DeploymentStatus.SUCCEEDED);

  private static final Comparator<DeploymentObserved> BY_AGE =
      Comparator.comparingLong(DeploymentObserved::getVersion)
          .thenComparing(DeploymentObservations::finality);

  private static final Newest<DeploymentObserved> NEWEST = new Newest<>(BY_AGE);

  private static final List<Function<DeploymentObserved, @Nullable Comparable<?>>> FIELDS =
      List.of(
          DeploymentObserved::getSha,
          DeploymentObserved::getRelease,
          DeploymentObserved::getWithdrawn);

  private static final List<Function<DeploymentObserved, @Nullable Comparable<?>>> ATTEMPT_FIELDS =
      List.of(
          DeploymentObserved::getStatus,
          DeploymentObserved::getStartedAt,
          DeploymentObserved::getFinishedAt);

  private final Destination destination;
  private final List<DeploymentObserved> observations;

  private DeploymentObservations(Destination destination, List<DeploymentObserved> observations) {
    this.destination = destination;
    this.observations = observations;
  }

  /**
   * Tells apart the deployments that share one id at the origin: one tag may be deployed to several
   * services and environments. An observation that names neither speaks of all of them.
   */
  static List<DeploymentObservations> byDestination(Collection<DeploymentObserved> observations) {
    List<Destination> named = observations.stream().map(Destination::of).distinct().toList();
    return named.stream()
        .filter(
            destination ->
                named.stream()
                    .noneMatch(other -> !other.equals(destination) && destination.admits(other)))
        .map(
            destination ->
                new DeploymentObservations(destination, about(destination, observations)))
        .toList();
  }

  private static List<DeploymentObserved> about(
      Destination destination, Collection<DeploymentObserved> observations) {
    return observations.stream()
        .filter(observation -> Destination.of(observation).admits(destination))
        .toList();
  }

  /**
   * The observations that can still decide anything; all others can be forgotten. Only observations
   * of the same destination outdo each other here: a more general one also speaks of destinations
   * that are not known yet.
   */
  static List<DeploymentObserved> deciding(Collection<DeploymentObserved> observations) {
    Set<DeploymentObserved> deciding = new TreeSet<>();
    observations.stream()
        .collect(Collectors.groupingBy(Destination::of))
        .forEach(
            (destination, all) -> new DeploymentObservations(destination, all).addTo(deciding));
    return new ArrayList<>(deciding);
  }

  private void addTo(Set<DeploymentObserved> deciding) {
    // Any one keeps the destination known, if nothing else does.
    observations.stream().min(Comparator.naturalOrder()).ifPresent(deciding::add);
    FIELDS.forEach(field -> NEWEST.deciding(observations, field).ifPresent(deciding::add));
    for (List<DeploymentObserved> attempt : attempts().values()) {
      ATTEMPT_FIELDS.forEach(field -> NEWEST.deciding(attempt, field).ifPresent(deciding::add));
    }
  }

  Destination destination() {
    return destination;
  }

  @Nullable String sha() {
    return NEWEST.value(observations, DeploymentObserved::getSha);
  }

  @Nullable String release() {
    return NEWEST.value(observations, DeploymentObserved::getRelease);
  }

  boolean isWithdrawn() {
    return Boolean.TRUE.equals(NEWEST.value(observations, DeploymentObserved::getWithdrawn));
  }

  /** The attempt that stands for the deployment: the earliest success, else the last attempt. */
  Attempt outcome() {
    Attempt outcome = Attempt.NONE;
    for (List<DeploymentObserved> observed : attempts().values()) {
      Attempt attempt = Attempt.of(observed);
      if (!outcome.isSuccess() || attempt.isEarlierSuccessThan(outcome)) {
        outcome = attempt;
      }
    }
    return outcome;
  }

  /**
   * How an attempt went.
   *
   * @param status its outcome so far
   * @param startedAt when it began, if known
   * @param finishedAt when it ended, if known
   */
  record Attempt(
      DeploymentStatus status, @Nullable Instant startedAt, @Nullable Instant finishedAt) {

    static final Attempt NONE = new Attempt(DeploymentStatus.UNKNOWN, null, null);

    static Attempt of(List<DeploymentObserved> observed) {
      DeploymentStatus status = NEWEST.value(observed, DeploymentObserved::getStatus);
      return new Attempt(
          status == null ? DeploymentStatus.UNKNOWN : status,
          NEWEST.value(observed, DeploymentObserved::getStartedAt),
          NEWEST.value(observed, DeploymentObserved::getFinishedAt));
    }

    boolean isSuccess() {
      return status == DeploymentStatus.SUCCEEDED;
    }

    boolean isEarlierSuccessThan(Attempt other) {
      return isSuccess()
          && finishedAt != null
          && (other.finishedAt == null || finishedAt.isBefore(other.finishedAt));
    }
  }

  /** The attempts of which anything was said, in their order. */
  private Map<Integer, List<DeploymentObserved>> attempts() {
    Map<Integer, List<DeploymentObserved>> attempts = new TreeMap<>();
    for (DeploymentObserved observation : observations) {
      if (ATTEMPT_FIELDS.stream().anyMatch(field -> field.apply(observation) != null)) {
        attempts
            .computeIfAbsent(observation.getAttempt(), attempt -> new ArrayList<>())
            .add(observation);
      }
    }
    return attempts;
  }

  private static int finality(DeploymentObserved observation) {
    DeploymentStatus status = observation.getStatus();
    return status == null ? -1 : BY_FINALITY.indexOf(status);
  }
}
