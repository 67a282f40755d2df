package dev.plumbline.history;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Incidents, and tickets that are some of the time: before, at, soon or long after deployments;
 * linked to them or not; open, resolved, re-opened, deleted; of services under names that only the
 * settings know, or of none.
 */
final class IncidentHistory {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Dice dice;
  private final List<DeploymentObserved> deployments;
  private final List<String> shas;
  private final List<IncidentObserved> incidents = new ArrayList<>();
  private final List<TicketObserved> tickets = new ArrayList<>();

  IncidentHistory(Dice dice, List<DeploymentObserved> deployments, List<String> shas) {
    this.dice = dice;
    this.deployments = deployments;
    this.shas = shas;
    for (int i = dice.below(5); i > 0; i--) {
      addIncident(dice.named("Q" + i));
    }
    for (int i = dice.below(4); i > 0; i--) {
      addTicket(dice.named("T" + i));
    }
  }

  List<IncidentObserved> incidents() {
    return incidents;
  }

  List<TicketObserved> tickets() {
    return tickets;
  }

  private void addIncident(String id) {
    Instant start = start();
    String service =
        dice.named(dice.any("service-1", "service-1", "service-1", "service-2", "P1", null));
    for (int i = 1 + dice.below(3); i > 0; i--) {
      incidents.add(
          IncidentObserved.newBuilder()
              .setSource("pager")
              .setIncident(id)
              .setVersion(dice.below(3))
              .setName(dice.rarely("#" + id))
              .setService(dice.once(12) ? dice.named("service-2") : service)
              .setServiceName(dice.rarely("Shop"))
              .setEnvironment(dice.once(6) ? environment() : null)
              .setState(dice.mostly(dice.once(4) ? IncidentState.OPEN : IncidentState.RESOLVED))
              .setStartedAt(dice.once(6) ? null : start)
              .setResolvedAt(dice.once(4) ? null : end(start))
              .setCauses(dice.rarely(links()))
              .setSeverity(dice.rarely("high"))
              .setWithdrawn(dice.once(10) ? Boolean.valueOf(!dice.once(3)) : null)
              .build());
    }
  }

  private void addTicket(String id) {
    Instant start = start();
    for (int i = 1 + dice.below(3); i > 0; i--) {
      tickets.add(
          TicketObserved.newBuilder()
              .setSource("jira")
              .setTicket(id)
              .setVersion(dice.below(3))
              .setName(dice.rarely("OPS-" + id))
              .setQueue(dice.mostly(dice.any("OPS", "WEB")))
              .setKind(dice.mostly(dice.any("incident", "bug")))
              .setComponents(dice.rarely(List.of(dice.any("checkout", "search"), "web")))
              .setLabels(
                  dice.mostly(
                      dice.any(
                          List.of(),
                          List.of("incident"),
                          List.of("incident", "web"),
                          List.of("web", "service:" + dice.named("service-1")))))
              .setState(dice.mostly(dice.any(TicketState.values())))
              .setCreatedAt(dice.mostly(start))
              .setResolvedAt(dice.once(4) ? null : end(start))
              .setCauses(dice.rarely(links()))
              .setService(dice.rarely(dice.named(dice.any("service-1", "service-2"))))
              .setEnvironment(dice.once(8) ? environment() : null)
              .setWithdrawn(dice.once(10) ? Boolean.valueOf(!dice.once(3)) : null)
              .build());
    }
  }

  private String environment() {
    return dice.any("production", "staging", "tenant-a", "prod-eu");
  }

  /** Beside the finish of a deployment, so that both ends of windows are met. */
  private Instant start() {
    List<Instant> finishes =
        deployments.stream().map(DeploymentObserved::getFinishedAt).filter(f -> f != null).toList();
    Instant near = finishes.isEmpty() ? dice.clock(3) : dice.any(finishes);
    return near.plusMillis(
        dice.any(0L, 0L, 1L, -1L, HOUR, HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR + 1, 2_000 * HOUR));
  }

  private Instant end(Instant start) {
    return start.plusMillis(dice.any(0L, HOUR, 7 * HOUR, 13 * HOUR, 40 * HOUR, -HOUR));
  }

  private IncidentLinks links() {
    return switch (dice.below(5)) {
      case 0 -> new IncidentLinks(List.of("v" + dice.below(6)), List.of(), List.of());
      case 1 -> new IncidentLinks(List.of(), List.of(dice.any(shas)), List.of());
      case 2 -> new IncidentLinks(List.of(), List.of(), List.of(dice.any("r0", "r1", "v1", "v2")));
      case 3 -> new IncidentLinks(List.of("v9"), List.of(dice.any(shas)), List.of("r1"));
      default -> new IncidentLinks(List.of("v1", "v2"), List.of(), List.of());
    };
  }
}
