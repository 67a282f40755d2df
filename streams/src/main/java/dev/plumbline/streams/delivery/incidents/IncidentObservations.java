package dev.plumbline.streams.delivery.incidents;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.streams.delivery.terms.KnownSettings;
import dev.plumbline.streams.delivery.terms.Newest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of one incident. A field has the value of the newest observation that says
 * anything of it: by version, then by how final the state is, then by the value itself.
 */
final class IncidentObservations {

  private static final List<IncidentState> BY_FINALITY =
      List.of(IncidentState.UNKNOWN, IncidentState.OPEN, IncidentState.RESOLVED);

  private static final Newest<IncidentObserved> NEWEST =
      new Newest<>(
          Comparator.comparingLong(IncidentObserved::getVersion)
              .thenComparing(IncidentObservations::finality));

  private static final List<Function<IncidentObserved, @Nullable Comparable<?>>> FIELDS =
      List.of(
          IncidentObserved::getName,
          IncidentObserved::getService,
          IncidentObserved::getServiceName,
          IncidentObserved::getEnvironment,
          IncidentObserved::getState,
          IncidentObserved::getStartedAt,
          IncidentObserved::getResolvedAt,
          IncidentObserved::getCauses,
          IncidentObserved::getSeverity,
          IncidentObserved::getWithdrawn);

  private final Collection<IncidentObserved> observations;

  IncidentObservations(Collection<IncidentObserved> observations) {
    this.observations = observations;
  }

  /** The observations that can still decide anything; all others can be forgotten. */
  static List<IncidentObserved> deciding(Collection<IncidentObserved> observations) {
    Set<IncidentObserved> deciding = new TreeSet<>();
    // Any one keeps the incident known, if nothing else does.
    observations.stream().min(Comparator.naturalOrder()).ifPresent(deciding::add);
    FIELDS.forEach(field -> NEWEST.deciding(observations, field).ifPresent(deciding::add));
    return new ArrayList<>(deciding);
  }

  /** The incident, addressed to its service; null when its source has deleted it. */
  @Nullable ResolvedIncident resolve(String source, String incident, KnownSettings settings) {
    if (Boolean.TRUE.equals(NEWEST.value(observations, IncidentObserved::getWithdrawn))) {
      return null;
    }
    IncidentState state = NEWEST.value(observations, IncidentObserved::getState);
    String environment = NEWEST.value(observations, IncidentObserved::getEnvironment);
    IncidentLinks causes = NEWEST.value(observations, IncidentObserved::getCauses);
    return ResolvedIncident.newBuilder()
        .setService(service(source, settings))
        .setSource(source)
        .setIncident(incident)
        .setName(NEWEST.value(observations, IncidentObserved::getName))
        .setEnvironment(environment == null ? null : settings.environment(environment))
        .setState((state == null ? IncidentState.UNKNOWN : state).name())
        .setStartedAt(Milliseconds.of(NEWEST.value(observations, IncidentObserved::getStartedAt)))
        .setResolvedAt(
            state == IncidentState.RESOLVED
                ? Milliseconds.of(NEWEST.value(observations, IncidentObserved::getResolvedAt))
                : null)
        .setSeverity(NEWEST.value(observations, IncidentObserved::getSeverity))
        .setDeployments(causes == null ? List.of() : causes.getDeployments())
        .setCommits(causes == null ? List.of() : causes.getCommits())
        .setVersions(causes == null ? List.of() : causes.getVersions())
        .build();
  }

  private String service(String source, KnownSettings settings) {
    return ServiceNames.ofIncident(
        settings.settings().getIncidentServices(),
        source,
        NEWEST.value(observations, IncidentObserved::getService),
        NEWEST.value(observations, IncidentObserved::getServiceName));
  }

  private static int finality(IncidentObserved observation) {
    IncidentState state = observation.getState();
    return state == null ? -1 : BY_FINALITY.indexOf(state);
  }
}
