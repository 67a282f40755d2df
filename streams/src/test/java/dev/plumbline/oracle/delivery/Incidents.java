package dev.plumbline.oracle.delivery;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Incidents that were not deleted, and tickets that are incidents by the organisation's rules. */
final class Incidents {

  /** What a source calls a service. */
  private record Call(IncidentServiceKind kind, String name) {}

  private final Rules rules;
  private final List<Incident> incidents = new ArrayList<>();

  Incidents(Events events, Rules rules) {
    this.rules = rules;
    byId(events.all(IncidentObserved.class), one -> List.of(one.getSource(), one.getIncident()))
        .forEach(this::addIncident);
    byId(events.all(TicketObserved.class), one -> List.of(one.getSource(), one.getTicket()))
        .forEach(this::addTicket);
  }

  List<Incident> all() {
    return incidents;
  }

  private static <T> Collection<List<T>> byId(List<T> all, Function<T, List<String>> id) {
    return all.stream().collect(Collectors.groupingBy(id)).values();
  }

  private void addIncident(List<IncidentObserved> all) {
    Observations<IncidentObserved> said =
        new Observations<>(
            all,
            IncidentObserved::getVersion,
            one -> Observations.place(one.getState(), "UNKNOWN", "OPEN", "RESOLVED"));
    if (said.newestIsTrue(IncidentObserved::getWithdrawn)) {
      return;
    }
    String source = all.get(0).getSource();
    IncidentState state = said.newest(IncidentObserved::getState);
    List<Call> calls = new ArrayList<>();
    List<String> names =
        Arrays.asList(
            said.newest(IncidentObserved::getServiceName),
            said.newest(IncidentObserved::getService));
    names.forEach(name -> calls.add(new Call(IncidentServiceKind.SERVICE, name)));
    IncidentLinks links = said.newest(IncidentObserved::getCauses);
    incidents.add(
        incident(
            source,
            all.get(0).getIncident(),
            said.newest(IncidentObserved::getName),
            service(source, calls, names),
            said.newest(IncidentObserved::getEnvironment),
            state == null ? "UNKNOWN" : state.name(),
            said.newest(IncidentObserved::getStartedAt),
            said.newest(IncidentObserved::getResolvedAt),
            said.newest(IncidentObserved::getSeverity),
            links));
  }

  private void addTicket(List<TicketObserved> all) {
    Observations<TicketObserved> said =
        new Observations<>(
            all,
            TicketObserved::getVersion,
            one -> Observations.place(one.getState(), "UNKNOWN", "NEW", "IN_PROGRESS", "DONE"));
    String source = all.get(0).getSource();
    String queue = said.newest(TicketObserved::getQueue);
    List<String> labels = list(said.newest(TicketObserved::getLabels, Observations.LISTS));
    if (said.newestIsTrue(TicketObserved::getWithdrawn)
        || !rules.isIncident(source, queue, said.newest(TicketObserved::getKind), labels)) {
      return;
    }
    TicketState state = said.newest(TicketObserved::getState);
    List<Call> calls = new ArrayList<>();
    List<String> names = new ArrayList<>();
    names.add(said.newest(TicketObserved::getService));
    calls.add(new Call(IncidentServiceKind.SERVICE, names.get(0)));
    for (String name : list(said.newest(TicketObserved::getComponents, Observations.LISTS))) {
      calls.add(new Call(IncidentServiceKind.COMPONENT, name));
      names.add(name);
    }
    for (String label : labels) {
      calls.add(new Call(IncidentServiceKind.LABEL, label));
      if (label.startsWith("service:")) {
        names.add(label.substring("service:".length()));
      }
    }
    calls.add(new Call(IncidentServiceKind.QUEUE, queue));
    incidents.add(
        incident(
            source,
            all.get(0).getTicket(),
            said.newest(TicketObserved::getName),
            service(source, calls, names),
            said.newest(TicketObserved::getEnvironment),
            state(state),
            said.newest(TicketObserved::getCreatedAt),
            said.newest(TicketObserved::getResolvedAt),
            null,
            said.newest(TicketObserved::getCauses)));
  }

  private static String state(TicketState state) {
    if (state == null || state == TicketState.UNKNOWN) {
      return "UNKNOWN";
    }
    return state == TicketState.DONE ? "RESOLVED" : "OPEN";
  }

  /** By the first rule that fits, else the service that has such a name itself. */
  private String service(String source, List<Call> calls, List<String> names) {
    for (IncidentService rule : rules.settings().getIncidentServices()) {
      if (rule.getSource().equals(source)
          && calls.contains(new Call(rule.getKind(), rule.getName()))) {
        return rule.getService();
      }
    }
    return names.stream().filter(Objects::nonNull).findFirst().orElse("");
  }

  private Incident incident(
      String source,
      String id,
      String name,
      String service,
      String environment,
      String state,
      Instant startedAt,
      Instant resolvedAt,
      String severity,
      IncidentLinks links) {
    IncidentLinks named =
        links == null ? new IncidentLinks(List.of(), List.of(), List.of()) : links;
    return new Incident(
        service,
        source,
        id,
        name,
        environment == null ? null : rules.environment(environment),
        state,
        startedAt,
        state.equals("RESOLVED") ? resolvedAt : null,
        severity,
        named.getDeployments(),
        named.getCommits(),
        named.getVersions());
  }

  private static List<String> list(List<String> said) {
    return said == null ? List.of() : said;
  }
}
