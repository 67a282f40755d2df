package dev.plumbline.streams.delivery.incidents;

import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the service of an incident: by the first of the organisation's rules that matches what its
 * source says, else by that very name. Whether there is such a service, its timeline knows.
 */
final class ServiceNames {

  private static final String LABEL = "service:";

  private ServiceNames() {}

  /**
   * The service of what a source calls an incident, empty when nothing names one.
   *
   * @param service the service's id at the source
   * @param serviceName its name there
   */
  static String ofIncident(
      List<IncidentService> rules,
      String source,
      @Nullable String service,
      @Nullable String serviceName) {
    return byRule(rules, source, new Named(service, serviceName, null, List.of(), List.of()))
        .or(
            () ->
                firstOf(
                    // People choose names, hosts choose ids.
                    Stream.of(Optional.ofNullable(serviceName), Optional.ofNullable(service))
                        .flatMap(Optional::stream)))
        .orElse("");
  }

  /**
   * The service of a ticket, empty when nothing names one.
   *
   * @param trailer the service that it names in a trailer
   */
  static String ofTicket(
      List<IncidentService> rules,
      String source,
      @Nullable String trailer,
      @Nullable String queue,
      List<String> components,
      List<String> labels) {
    Stream<String> byLabel =
        labels.stream()
            .filter(label -> label.startsWith(LABEL))
            .map(label -> label.substring(LABEL.length()));
    Stream<String> names =
        Stream.concat(
            Optional.ofNullable(trailer).stream(), Stream.concat(components.stream(), byLabel));
    return byRule(rules, source, new Named(trailer, null, queue, components, labels))
        .or(() -> firstOf(names))
        .orElse("");
  }

  private static Optional<String> firstOf(Stream<String> names) {
    return names.filter(name -> !name.isEmpty()).findFirst();
  }

  private static Optional<String> byRule(List<IncidentService> rules, String source, Named named) {
    return rules.stream()
        .filter(rule -> rule.getSource().equals(source))
        .filter(rule -> named.has(rule.getKind(), rule.getName()))
        .map(IncidentService::getService)
        .findFirst();
  }

  /** What a source says that may name a service. */
  private record Named(
      @Nullable String service,
      @Nullable String serviceName,
      @Nullable String queue,
      Collection<String> components,
      Collection<String> labels) {

    boolean has(IncidentServiceKind kind, String name) {
      return switch (kind) {
        case SERVICE -> name.equals(service) || name.equals(serviceName);
        case COMPONENT -> components.contains(name);
        case LABEL -> labels.contains(name);
        case QUEUE -> Objects.equals(name, queue);
        case UNKNOWN -> false;
      };
    }
  }
}
