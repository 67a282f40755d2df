package dev.plumbline.streams.delivery.incidents;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.event.ActorKind;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.organisation.IncidentRule;
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
 * What was observed of one ticket, as far as an incident needs it. A field has the value of the
 * newest observation that says anything of it: by version, then by how final the state is, then by
 * the value itself.
 */
final class TicketObservations {

  private static final List<TicketState> BY_FINALITY =
      List.of(TicketState.UNKNOWN, TicketState.NEW, TicketState.IN_PROGRESS, TicketState.DONE);

  private static final Newest<TicketObserved> NEWEST =
      new Newest<>(
          Comparator.comparingLong(TicketObserved::getVersion)
              .thenComparing(TicketObservations::finality));

  private static final List<Function<TicketObserved, @Nullable Comparable<?>>> FIELDS =
      List.of(
          TicketObserved::getName,
          TicketObserved::getQueue,
          TicketObserved::getKind,
          TicketObservations::components,
          TicketObservations::labels,
          TicketObserved::getState,
          TicketObserved::getCreatedAt,
          TicketObserved::getResolvedAt,
          TicketObserved::getWithdrawn,
          TicketObserved::getCauses,
          TicketObserved::getService,
          TicketObserved::getEnvironment);

  /** A list of words, which stands or falls as a whole. */
  private record Words(List<String> words) implements Comparable<Words> {

    private static final Words NONE = new Words(List.of());

    static @Nullable Words of(@Nullable List<String> words) {
      return words == null ? null : new Words(words);
    }

    @Override
    public int compareTo(Words other) {
      return String.join("\0", words).compareTo(String.join("\0", other.words));
    }
  }

  private final Collection<TicketObserved> observations;

  TicketObservations(Collection<TicketObserved> observations) {
    this.observations = observations;
  }

  /** An observation without what no incident needs. */
  static TicketObserved stripped(TicketObserved observed) {
    return new TicketObserved(
        observed.getSource(),
        observed.getTicket(),
        observed.getVersion(),
        observed.getName(),
        observed.getQueue(),
        observed.getKind(),
        null,
        observed.getComponents(),
        observed.getLabels(),
        observed.getState(),
        null,
        observed.getCreatedAt(),
        observed.getResolvedAt(),
        null,
        ActorKind.UNKNOWN,
        List.of(),
        observed.getWithdrawn(),
        observed.getCauses(),
        observed.getService(),
        observed.getEnvironment());
  }

  /** The observations that can still decide anything; all others can be forgotten. */
  static List<TicketObserved> deciding(Collection<TicketObserved> observations) {
    Set<TicketObserved> deciding = new TreeSet<>();
    // Any one keeps the ticket known, if nothing else does.
    observations.stream().min(Comparator.naturalOrder()).ifPresent(deciding::add);
    FIELDS.forEach(field -> NEWEST.deciding(observations, field).ifPresent(deciding::add));
    return new ArrayList<>(deciding);
  }

  /** The incident that the ticket is; null when it is none, or deleted. */
  @Nullable ResolvedIncident resolve(String source, String ticket, KnownSettings settings) {
    boolean isWithdrawn =
        Boolean.TRUE.equals(NEWEST.value(observations, TicketObserved::getWithdrawn));
    boolean isIncident =
        settings.settings().getIncidentRules().stream().anyMatch(rule -> fits(rule, source));
    return isWithdrawn || !isIncident ? null : incident(source, ticket, settings);
  }

  private boolean fits(IncidentRule rule, String source) {
    String kind = NEWEST.value(observations, TicketObserved::getKind);
    String queue = NEWEST.value(observations, TicketObserved::getQueue);
    return (rule.getSource() == null || rule.getSource().equals(source))
        && (rule.getQueue() == null || rule.getQueue().equals(queue))
        && (rule.getKind() == null || rule.getKind().equalsIgnoreCase(kind))
        && (rule.getLabel() == null
            || wordsOf(TicketObservations::labels).stream()
                .anyMatch(rule.getLabel()::equalsIgnoreCase));
  }

  private ResolvedIncident incident(String source, String ticket, KnownSettings settings) {
    IncidentState state = state(NEWEST.value(observations, TicketObserved::getState));
    String environment = NEWEST.value(observations, TicketObserved::getEnvironment);
    IncidentLinks causes = NEWEST.value(observations, TicketObserved::getCauses);
    return ResolvedIncident.newBuilder()
        .setService(service(source, settings))
        .setSource(source)
        .setIncident(ticket)
        .setName(NEWEST.value(observations, TicketObserved::getName))
        .setEnvironment(environment == null ? null : settings.environment(environment))
        .setState(state.name())
        .setStartedAt(Milliseconds.of(NEWEST.value(observations, TicketObserved::getCreatedAt)))
        .setResolvedAt(
            state == IncidentState.RESOLVED
                ? Milliseconds.of(NEWEST.value(observations, TicketObserved::getResolvedAt))
                : null)
        .setDeployments(causes == null ? List.of() : causes.getDeployments())
        .setCommits(causes == null ? List.of() : causes.getCommits())
        .setVersions(causes == null ? List.of() : causes.getVersions())
        .build();
  }

  private String service(String source, KnownSettings settings) {
    return ServiceNames.ofTicket(
        settings.settings().getIncidentServices(),
        source,
        NEWEST.value(observations, TicketObserved::getService),
        NEWEST.value(observations, TicketObserved::getQueue),
        wordsOf(TicketObservations::components),
        wordsOf(TicketObservations::labels));
  }

  private List<String> wordsOf(Function<TicketObserved, @Nullable Words> field) {
    Words words = NEWEST.value(observations, field);
    return (words == null ? Words.NONE : words).words();
  }

  private static @Nullable Words components(TicketObserved observation) {
    return Words.of(observation.getComponents());
  }

  private static @Nullable Words labels(TicketObserved observation) {
    return Words.of(observation.getLabels());
  }

  private static IncidentState state(@Nullable TicketState state) {
    if (state == null || state == TicketState.UNKNOWN) {
      return IncidentState.UNKNOWN;
    }
    return state == TicketState.DONE ? IncidentState.RESOLVED : IncidentState.OPEN;
  }

  private static int finality(TicketObserved observation) {
    TicketState state = observation.getState();
    return state == null ? -1 : BY_FINALITY.indexOf(state);
  }
}
