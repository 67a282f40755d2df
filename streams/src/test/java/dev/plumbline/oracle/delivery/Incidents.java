package dev.plumbline.oracle.delivery;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.organisation.IncidentServiceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    IncidentState state = said.newest(one -> Observations.known(one.getState()));
    List<Call> calls = new ArrayList<>();
    calls.add(new Call(IncidentServiceKind.SERVICE, said.newest(IncidentObserved::getService)));
    calls.add(new Call(IncidentServiceKind.SERVICE, said.newest(IncidentObserved::getServiceName)));
    IncidentLinks links = said.newest(IncidentObserved::getCauses);
    incidents.add(
        incident(
            source,
            all.get(0).getIncident(),
            said.newest(IncidentObserved::getName),
            service(source, calls),
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
    if (isDeleted(all)
        || !rules.isIncident(source, queue, said.newest(TicketObserved::getKind), labels)) {
      return;
    }
    TicketState state = said.newest(one -> Observations.known(one.getState()));
    List<Call> calls = new ArrayList<>();
    calls.add(new Call(IncidentServiceKind.SERVICE, said.newest(TicketObserved::getService)));
    list(said.newest(TicketObserved::getComponents, Observations.LISTS)).stream()
        .sorted()
        .forEach(name -> calls.add(new Call(IncidentServiceKind.COMPONENT, name)));
    labels.stream().sorted().forEach(name -> calls.add(new Call(IncidentServiceKind.LABEL, name)));
    calls.add(new Call(IncidentServiceKind.QUEUE, queue));
    incidents.add(
        incident(
            source,
            all.get(0).getTicket(),
            said.newest(TicketObserved::getName),
            service(source, calls),
            said.newest(TicketObserved::getEnvironment),
            state == null ? "UNKNOWN" : state == TicketState.DONE ? "RESOLVED" : "OPEN",
            said.earliest(TicketObserved::getCreatedAt),
            said.newest(TicketObserved::getResolvedAt),
            null,
            said.newest(TicketObserved::getCauses)));
  }

  /** A deletion stands until a later version takes it back. */
  private static boolean isDeleted(List<TicketObserved> all) {
    Observations<TicketObserved> said =
        new Observations<>(all, TicketObserved::getVersion, one -> 0);
    return said.newestIsTrue(TicketObserved::getWithdrawn);
  }

  /** By the rules, else the service that has the name itself. */
  private String service(String source, List<Call> calls) {
    for (Call call : calls) {
      String service = call.name() == null ? null : rules.service(source, call.kind(), call.name());
      if (service != null) {
        return service;
      }
    }
    return calls.get(0).name() == null ? "" : calls.get(0).name();
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
